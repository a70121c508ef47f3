import { writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { TestApp } from './app.ts';

/** What would come out of the printer, as a PDF: the page waits in its print dialog until it has been written. */
export async function printedBy(
  app: TestApp,
  page: Page,
  file: string,
  ask: () => Promise<void>,
): Promise<{ readonly pages: number }> {
  await page.evaluate(() => {
    Object.assign(window, { asksToPrint: false });
    window.print = () => Object.assign(window, { asksToPrint: true });
  });
  await ask();
  await page.waitForFunction(() => Reflect.get(window, 'asksToPrint') === true);
  const shown = await app.electron.browserWindow(page);
  const base64 = await shown.evaluate(async ({ webContents }: Electron.BrowserWindow) => {
    const pdf = await webContents.printToPDF({ preferCSSPageSize: true, printBackground: true });
    return pdf.toString('base64');
  });
  const bytes = Buffer.from(base64, 'base64');
  await writeFile(file, bytes);
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  return { pages: (bytes.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length };
}

/** How bright the clipboard's picture is in a part of it (0 to 1 from the left and the top), and how large it is. */
export const clipboardPicture = (
  app: TestApp,
  part: { readonly right: number; readonly bottom: number },
): Promise<{ readonly width: number; readonly height: number; readonly light: number }> =>
  app.electron.evaluate(async ({ clipboard, nativeImage }, { right, bottom }) => {
    // Electron 33 reads pictures in another way than later ones.
    const readImage = Reflect.get(clipboard, 'readImage') as (() => Electron.NativeImage) | undefined;
    const read = async (): Promise<Electron.NativeImage> => {
      const [item] = await clipboard.read();
      const bytes = await (await item?.getType('image/png'))?.arrayBuffer();
      return nativeImage.createFromBuffer(Buffer.from(bytes ?? new ArrayBuffer(0)));
    };
    const picture = readImage?.call(clipboard) ?? (await read());
    const { width, height } = picture.getSize();
    const size = { width: Math.round(width * right), height: Math.round(height * bottom) };
    const pixels = picture.crop({ x: 0, y: 0, ...size }).toBitmap();
    let sum = 0;
    for (let at = 1; at < pixels.length; at += 4) sum += pixels[at] ?? 0;
    return { width, height, light: sum / (pixels.length / 4) };
  }, part);
