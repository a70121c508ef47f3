import type { TestApp } from './app.ts';

// The edges of the application, where the system would take over: a dialog, another program. A test answers for them.

/** The next save dialogs are answered with this path. */
export const answerSaveDialogWith = (app: TestApp, path: string): Promise<void> =>
  app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);

/** Keeps what is handed to other programs instead of handing it over. Call once; `handedOver` reads it. */
export const keepExternalLinks = (app: TestApp): Promise<void> =>
  app.electron.evaluate(({ shell }) => {
    const kept: string[] = [];
    Object.assign(globalThis, { keptLinks: kept });
    shell.openExternal = (address) => {
      kept.push(address);
      return Promise.resolve();
    };
  });

export const handedOver = (app: TestApp): Promise<string[]> =>
  app.electron.evaluate(() => {
    const kept: unknown = Reflect.get(globalThis, 'keptLinks');
    return Array.isArray(kept) ? kept.map(String) : [];
  });
