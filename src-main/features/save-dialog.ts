import { join } from 'node:path';
import { app, type BrowserWindow } from 'electron';
import { askToSave } from './ask-for-path.ts';
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
    const path = await askToSave(window(), {
      title,
      defaultPath: join(app.getPath('documents'), fileName),
      filters: [{ name: kind.name, extensions: [kind.extension] }],
    });
    if (path === null) return false;
    await writeWhole(path, await content());
    return true;
  };
