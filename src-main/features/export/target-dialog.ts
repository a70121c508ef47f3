import { join } from 'node:path';
import { app, type BrowserWindow } from 'electron';
import type { Language } from '../../../src-shared/i18n/catalogues.ts';
import { textsIn } from '../../app/texts.ts';
import { askToOpen, askToSave } from '../ask-for-path.ts';
import { fileName } from '../save-file.ts';

/** Where an export goes; null where the person changed their mind. */
export type TargetDialog = (what: 'folder' | 'archive', name: string) => Promise<string | null>;

export const targetDialogIn =
  (window: () => BrowserWindow | undefined, language: () => Language): TargetDialog =>
  async (what, name) => {
    const t = textsIn(language()).dialog;
    if (what === 'folder') {
      const [folder] = await askToOpen(window(), {
        title: t.exportFolder,
        buttonLabel: t.exportHere,
        properties: ['openDirectory', 'createDirectory'],
      });
      return folder ?? null;
    }
    return askToSave(window(), {
      title: t.exportArchive,
      defaultPath: join(app.getPath('documents'), fileName(name, 'zip')),
      filters: [{ name: t.zip, extensions: ['zip'] }],
    });
  };
