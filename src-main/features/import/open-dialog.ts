import type { BrowserWindow } from 'electron';
import type { Language } from '../../../src-shared/i18n/catalogues.ts';
import { textsIn } from '../../app/texts.ts';
import { askToOpen } from '../ask-for-path.ts';

/** Asks for a disc or folder, or for files; nothing where the person changed their mind. */
export type OpenDialog = (what: 'folder' | 'file') => Promise<string[]>;

export const openDialogIn =
  (window: () => BrowserWindow | undefined, language: () => Language): OpenDialog =>
  (what) => {
    const t = textsIn(language()).dialog;
    return askToOpen(
      window(),
      what === 'folder'
        ? { title: t.openDisc, buttonLabel: t.openDiscButton, properties: ['openDirectory'] }
        : {
            title: t.openImages,
            // Images of discs often have no extension: everything can be picked.
            filters: [
              { name: t.imagesAndArchives, extensions: ['zip', 'dcm', 'dicom', 'dic', 'ima'] },
              { name: t.allFiles, extensions: ['*'] },
            ],
            properties: ['openFile', 'multiSelections'],
          },
    );
  };
