import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { Language } from '../../src-shared/i18n/catalogues.ts';
import { textsIn } from './texts.ts';

/** The menu of the right button, where there is something to cut, copy or paste. */
export function offerContextMenus(language: () => Language): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('context-menu', (_contextEvent, { isEditable, selectionText, editFlags }) => {
      const t = textsIn(language()).contextMenu;
      const entries: MenuItemConstructorOptions[] = isEditable
        ? [
            { role: 'cut', label: t.cut, enabled: editFlags.canCut },
            { role: 'copy', label: t.copy, enabled: editFlags.canCopy },
            { role: 'paste', label: t.paste, enabled: editFlags.canPaste },
            { role: 'selectAll', label: t.selectAll, enabled: editFlags.canSelectAll },
          ]
        : selectionText.trim() === ''
          ? []
          : [{ role: 'copy', label: t.copy, enabled: editFlags.canCopy }];
      if (entries.length > 0) Menu.buildFromTemplate(entries).popup();
    });
  });
}
