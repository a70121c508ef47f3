import { join } from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import { writeWhole } from './save-file.ts';

export interface SaveRequest {
  readonly title: string;
  readonly fileName: string;
  readonly kind: { readonly name: string; readonly extension: string };
}

/** Asks where to; answers whether something was written. The content is made after the person chose. */
export type SaveAs = (request: SaveRequest, content: () => Promise<Uint8Array | string>) => Promise<boolean>;

export const saveAsIn =
  (window: () => BrowserWindow | undefined): SaveAs =>
  async ({ title, fileName, kind }, content) => {
    const options = {
      title,
      defaultPath: join(app.getPath('documents'), fileName),
      filters: [{ name: kind.name, extensions: [kind.extension] }],
    };
    const owner = window();
    const choice = owner ? await dialog.showSaveDialog(owner, options) : await dialog.showSaveDialog(options);
    if (choice.canceled || choice.filePath === '') return false;
    await writeWhole(choice.filePath, await content());
    return true;
  };
