import { join } from 'node:path';
import { app, type BrowserWindow } from 'electron';
import type { Language } from '../../../src-shared/i18n/catalogues.ts';
import type { PictureExtension } from '../../../src-shared/ipc/schemas/pictures.ts';
import { textsIn } from '../../app/texts.ts';
import { askToOpen, askToSave } from '../ask-for-path.ts';

/** Where pictures go: the file itself for one, a new folder for several; null where the person changed their mind. */
export type PicturePlace = (
  name: string,
  extension: PictureExtension,
  count: number,
) => Promise<string | null>;

export const picturePlaceIn =
  (window: () => BrowserWindow | undefined, language: () => Language): PicturePlace =>
  async (name, extension, count) => {
    const t = textsIn(language()).dialog;
    if (count > 1) {
      const [folder] = await askToOpen(window(), {
        title: t.picturesFolder,
        buttonLabel: t.exportHere,
        properties: ['openDirectory', 'createDirectory'],
      });
      return folder === undefined ? null : join(folder, name);
    }
    return askToSave(window(), {
      title: extension === 'mp4' || extension === 'webm' ? t.saveFilm : t.savePicture,
      defaultPath: join(app.getPath('documents'), `${name}.${extension}`),
      filters: [{ name: t.pictureKinds[extension], extensions: [extension] }],
    });
  };
