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

/** Keeps the system's notifications instead of showing them. Call once; `notifications` reads what they say. */
export const keepNotifications = (app: TestApp): Promise<void> =>
  app.electron.evaluate(({ Notification }) => {
    const kept: Electron.Notification[] = [];
    Object.assign(globalThis, { keptNotifications: kept });
    Notification.isSupported = () => true;
    Notification.prototype.show = function show(this: Electron.Notification) {
      kept.push(this);
    };
  });

export const notifications = (app: TestApp): Promise<string[]> =>
  app.electron.evaluate(() => {
    const kept = Reflect.get(globalThis, 'keptNotifications') as Electron.Notification[];
    return kept.map(({ title, body }) => `${title}: ${body}`);
  });

/** The person clicks the last notification. */
export const clickNotification = (app: TestApp): Promise<void> =>
  app.electron.evaluate(() => {
    const kept = Reflect.get(globalThis, 'keptNotifications') as Electron.Notification[];
    kept.at(-1)?.emit('click');
  });

/** What the application does every so many milliseconds, it does every second from now on. */
export const hurry = (app: TestApp, ...every: number[]): Promise<void> =>
  app.electron.evaluate((_electron, slow) => {
    const usual = globalThis.setTimeout;
    const quick = (run: () => void, milliseconds?: number): NodeJS.Timeout =>
      usual(run, milliseconds !== undefined && slow.includes(milliseconds) ? 1000 : milliseconds);
    Object.assign(globalThis, { setTimeout: quick });
  }, every);

/** Stands in for the system's box, which no test can press: every one is answered with this button. */
export const answerBoxes = (app: TestApp, response: number): Promise<void> =>
  app.electron.evaluate(({ dialog }, pressed) => {
    const seen: string[] = [];
    Object.assign(dialog, {
      seen,
      showMessageBox: (_window: unknown, { detail }: { detail: string }) => {
        seen.push(detail);
        return Promise.resolve({ response: pressed });
      },
    });
  }, response);
/** What their smaller words were. */
export const boxesOf = (app: TestApp): Promise<unknown> =>
  app.electron.evaluate(({ dialog }) => (dialog as unknown as { seen: string[] }).seen);
