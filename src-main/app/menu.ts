import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { GoTo } from '../../src-shared/ipc/schemas/app.ts';
import type { Language } from '../../src-shared/i18n/catalogues.ts';
import { textsIn } from './texts.ts';

export interface MenuActions {
  readonly goTo: (page: GoTo) => void;
  readonly lock: () => void;
  readonly signOut: () => void;
  readonly writeToSupport: () => void;
}

export interface MenuSituation {
  readonly language: Language;
  readonly platform: NodeJS.Platform;
  readonly signedIn: boolean;
  /** Reload and developer tools: not in what people install. */
  readonly development: boolean;
}

/** The application menu, as each platform has it: on macOS preferences and quitting stand under the application's name. */
export function menuTemplate(situation: MenuSituation, actions: MenuActions): MenuItemConstructorOptions[] {
  const { language, platform, signedIn, development } = situation;
  const t = textsIn(language).menu;
  const isMac = platform === 'darwin';
  const line: MenuItemConstructorOptions = { type: 'separator' };
  const entry = (id: string, label: string, click: () => void, more: MenuItemConstructorOptions = {}) => ({
    id,
    label,
    click,
    ...more,
  });

  const about = entry('about', t.about, () => actions.goTo('about'), { enabled: signedIn });
  const preferences = entry('preferences', t.preferences, () => actions.goTo('preferences'), {
    accelerator: 'CmdOrCtrl+,',
    enabled: signedIn,
  });

  const application: MenuItemConstructorOptions = {
    label: 'e-mage',
    submenu: [
      about,
      line,
      preferences,
      line,
      { role: 'services', label: t.services },
      line,
      { role: 'hide', label: t.hide },
      { role: 'hideOthers', label: t.hideOthers },
      { role: 'unhide', label: t.showAll },
      line,
      { role: 'quit', label: t.quit },
    ],
  };
  const file: MenuItemConstructorOptions = {
    label: t.file,
    submenu: [
      entry('home', t.home, () => actions.goTo('home'), { accelerator: 'CmdOrCtrl+1', enabled: signedIn }),
      entry('exams', t.exams, () => actions.goTo('exams'), { accelerator: 'CmdOrCtrl+2', enabled: signedIn }),
      line,
      entry('lock', t.lock, actions.lock, { accelerator: 'CmdOrCtrl+Shift+L', enabled: signedIn }),
      entry('sign-out', t.signOut, actions.signOut, { enabled: signedIn }),
      line,
      ...(isMac ? [] : [preferences, line]),
      { role: 'close', label: t.closeWindow },
      ...(isMac ? [] : [{ role: 'quit', label: t.quit } satisfies MenuItemConstructorOptions]),
    ],
  };
  const edit: MenuItemConstructorOptions = {
    label: t.edit,
    submenu: [
      { role: 'undo', label: t.undo },
      { role: 'redo', label: t.redo },
      line,
      { role: 'cut', label: t.cut },
      { role: 'copy', label: t.copy },
      { role: 'paste', label: t.paste },
      { role: 'selectAll', label: t.selectAll },
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: t.view,
    submenu: [
      { role: 'resetZoom', label: t.zoomReset },
      { role: 'zoomIn', label: t.zoomIn },
      { role: 'zoomOut', label: t.zoomOut },
      line,
      { role: 'togglefullscreen', label: t.fullScreen },
      ...(development
        ? ([
            line,
            { role: 'reload', label: t.reload },
            { role: 'toggleDevTools', label: t.developerTools },
          ] satisfies MenuItemConstructorOptions[])
        : []),
    ],
  };
  const window: MenuItemConstructorOptions = {
    role: 'window',
    label: t.window,
    submenu: [
      { role: 'minimize', label: t.minimise },
      { role: 'zoom', label: t.zoom },
      ...(isMac ? ([line, { role: 'front', label: t.front }] satisfies MenuItemConstructorOptions[]) : []),
    ],
  };
  const help: MenuItemConstructorOptions = {
    role: 'help',
    label: t.help,
    submenu: [
      entry('help', t.helpPage, () => actions.goTo('help'), { accelerator: 'F1' }),
      entry('shortcuts', t.shortcuts, () => actions.goTo('shortcuts'), { enabled: signedIn }),
      entry('support', t.writeToSupport, actions.writeToSupport),
      ...(isMac ? [] : [line, about]),
    ],
  };
  return [...(isMac ? [application] : []), file, edit, view, window, help];
}

export function showMenu(situation: MenuSituation, actions: MenuActions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(situation, actions)));
}
