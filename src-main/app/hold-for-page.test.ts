import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { expect, test, vi } from 'vitest';
import { holdForPage } from './hold-for-page.ts';

function set(isEnding: readonly boolean[]) {
  const webContents = new EventEmitter();
  const window = { webContents, isDestroyed: () => false } as unknown as BrowserWindow;
  const endings = [...isEnding];
  const answers: ((wanted: boolean) => void)[] = [];
  const ask = vi.fn(() => new Promise<boolean>((resolve) => answers.push(resolve)));
  const close = vi.fn();
  holdForPage(window, { ask, held: () => endings.shift() ?? false, close });
  return { ask, close, tried: () => webContents.emit('will-prevent-unload', {}), answers };
}

test('a window whose page holds something closes for who says so, and stays for who does not', async () => {
  const { ask, close, tried, answers } = set([]);
  tried();
  answers.shift()?.(false);
  await Promise.resolve();
  expect(close).not.toHaveBeenCalled();
  tried();
  answers.shift()?.(true);
  await vi.waitFor(() => expect(close).toHaveBeenCalledExactlyOnceWith(false));
  expect(ask).toHaveBeenCalledTimes(2);
});

test('is asked once, however often it is tried; the application ends where it was to end', async () => {
  const { ask, close, tried, answers } = set([false, true]);
  tried();
  tried();
  expect(ask).toHaveBeenCalledOnce();
  answers.shift()?.(true);
  await vi.waitFor(() => expect(close).toHaveBeenCalledExactlyOnceWith(true));
});

test('an end that was called off is not taken up again by the next closing of the window', async () => {
  const { close, tried, answers } = set([true, false]);
  tried();
  answers.shift()?.(false);
  await Promise.resolve();
  tried();
  answers.shift()?.(true);
  await vi.waitFor(() => expect(close).toHaveBeenCalledExactlyOnceWith(false));
});
