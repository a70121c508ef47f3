import { join } from 'node:path';
import { app, dialog, type BrowserWindow, type OpenDialogOptions } from 'electron';
import type { Language } from '../../../src-shared/i18n/catalogues.ts';
import { textsIn } from '../../app/texts.ts';
import { fileName } from '../save-file.ts';

/** Where an export goes; null where the person changed their mind. */
export type TargetDialog = (what: 'folder' | 'archive', name: string) => Promise<string | null>;

export const targetDialogIn =
  (window: () => BrowserWindow | undefined, language: () => Language): TargetDialog =>
  async (what, name) => {
    const t = textsIn(language()).dialog;
    const owner = window();
    if (what === 'folder') {
      const options: OpenDialogOptions = {
        title: t.exportFolder,
        buttonLabel: t.exportHere,
        properties: ['openDirectory', 'createDirectory'],
      };
      const choice = owner
        ? await dialog.showOpenDialog(owner, options)
        : await dialog.showOpenDialog(options);
      return choice.canceled ? null : (choice.filePaths[0] ?? null);
    }
    const options = {
      title: t.exportArchive,
      defaultPath: join(app.getPath('documents'), fileName(name, 'zip')),
      filters: [{ name: t.zip, extensions: ['zip'] }],
    };
    const choice = owner ? await dialog.showSaveDialog(owner, options) : await dialog.showSaveDialog(options);
    return choice.canceled || choice.filePath === '' ? null : choice.filePath;
  };
