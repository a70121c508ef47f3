import { join } from 'node:path';
import { app, dialog, type BrowserWindow, type OpenDialogOptions } from 'electron';
import type { Language } from '../../../src-shared/i18n/catalogues.ts';
import type { PictureExtension } from '../../../src-shared/ipc/schemas/pictures.ts';
import { textsIn } from '../../app/texts.ts';

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
    const owner = window();
    if (count > 1) {
      const options: OpenDialogOptions = {
        title: t.picturesFolder,
        buttonLabel: t.exportHere,
        properties: ['openDirectory', 'createDirectory'],
      };
      const choice = owner
        ? await dialog.showOpenDialog(owner, options)
        : await dialog.showOpenDialog(options);
      const parent = choice.canceled ? undefined : choice.filePaths[0];
      return parent === undefined ? null : join(parent, name);
    }
    const options = {
      title: extension === 'mp4' || extension === 'webm' ? t.saveFilm : t.savePicture,
      defaultPath: join(app.getPath('documents'), `${name}.${extension}`),
      filters: [{ name: t.pictureKinds[extension], extensions: [extension] }],
    };
    const choice = owner ? await dialog.showSaveDialog(owner, options) : await dialog.showSaveDialog(options);
    return choice.canceled || choice.filePath === '' ? null : choice.filePath;
  };
