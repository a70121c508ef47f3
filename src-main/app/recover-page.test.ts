import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { expect, test, vi } from 'vitest';
import { createLog } from './log.ts';
import { recoverPage } from './recover-page.ts';

const address = 'app://main/index.html';
const died = { reason: 'crashed', exitCode: 5 };

function set(answers: readonly boolean[] = []) {
  const webContents = Object.assign(new EventEmitter(), { reload: vi.fn() });
  const window = {
    webContents,
    show: vi.fn(),
    destroy: vi.fn(),
    loadURL: vi.fn(() => Promise.resolve()),
    isDestroyed: () => false,
  };
  const left = [...answers];
  const askAgain = vi.fn(() => Promise.resolve(left.shift() ?? false));
  recoverPage(window as unknown as BrowserWindow, { log: createLog(() => undefined), askAgain });
  const fails = (code: number, isMainFrame = true): boolean =>
    webContents.emit('did-fail-load', {}, code, '', address, isMainFrame);
  return { window, webContents, askAgain, fails };
}

test('a page that cannot be loaded shows its window, and is loaded again for who wants that', async () => {
  const { window, askAgain, fails } = set([true, false]);
  fails(-6);
  await vi.waitFor(() => expect(window.loadURL).toHaveBeenCalledExactlyOnceWith(address));
  expect(window.show).toHaveBeenCalledOnce();
  expect(window.destroy).not.toHaveBeenCalled();
  fails(-6);
  await vi.waitFor(() => expect(window.destroy).toHaveBeenCalledOnce());
  expect(askAgain).toHaveBeenCalledTimes(2);
  expect(window.loadURL).toHaveBeenCalledOnce();
});

test('so does one that is not there', async () => {
  const { window, webContents, askAgain } = set([true]);
  webContents.emit('did-navigate', {}, address, 200);
  expect(askAgain).not.toHaveBeenCalled();
  webContents.emit('did-navigate', {}, address, 404);
  await vi.waitFor(() => expect(window.loadURL).toHaveBeenCalledExactlyOnceWith(address));
});

test('a page that was left while it loaded, and a part of one, are no failure', () => {
  const { window, askAgain, fails } = set();
  fails(-3);
  fails(-6, false);
  expect(askAgain).not.toHaveBeenCalled();
  expect(window.show).not.toHaveBeenCalled();
});

test('a page whose process dies is started again, and when it dies again and again somebody is asked', async () => {
  const { window, webContents, askAgain } = set([true]);
  for (let death = 0; death < 3; death += 1) webContents.emit('render-process-gone', {}, died);
  expect(webContents.reload).toHaveBeenCalledTimes(3);
  expect(askAgain).not.toHaveBeenCalled();
  webContents.emit('render-process-gone', {}, died);
  await vi.waitFor(() => expect(webContents.reload).toHaveBeenCalledTimes(4));
  expect(askAgain).toHaveBeenCalledOnce();
  expect(window.destroy).not.toHaveBeenCalled();
});
