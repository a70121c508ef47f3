import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SpareViewer } from './spare-viewer.ts';

class FakeWindow extends EventEmitter {
  readonly webContents = new EventEmitter();
  readonly loaded: { resolve(): void; reject(error: Error): void };
  gone = false;
  readonly #page: Promise<void>;
  loadURL = (): Promise<void> => this.#page;
  constructor() {
    super();
    let [resolve, reject] = [(): void => undefined, (_error: Error): void => undefined];
    this.#page = new Promise<void>((keep, fail) => ([resolve, reject] = [keep, fail]));
    this.loaded = { resolve, reject };
  }
  isDestroyed = (): boolean => this.gone;
  destroy(): void {
    this.gone = true;
    this.emit('closed');
  }
}

let made: FakeWindow[];
const spareViewer = (): SpareViewer =>
  new SpareViewer(() => {
    const window = new FakeWindow();
    made.push(window);
    return window as unknown as BrowserWindow;
  });
beforeEach(() => {
  made = [];
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

/** Asked for, made, its page read. */
async function ready(spare: SpareViewer): Promise<FakeWindow> {
  spare.prepare();
  await vi.runAllTimersAsync();
  const window = made.at(-1);
  if (!window) throw new Error('none was made');
  window.loaded.resolve();
  await vi.runAllTimersAsync();
  return window;
}

test('is made once, not at once, and is taken once', async () => {
  const spare = spareViewer();
  spare.prepare();
  spare.prepare();
  expect(made).toHaveLength(0);
  const window = await ready(spare);
  expect(made).toHaveLength(1);
  expect(spare.take()?.window).toBe(window);
  expect(spare.take()).toBeNull();
});

test('is given while its page is still on its way, and says when that has come, or has not', async () => {
  for (const comes of [true, false]) {
    const spare = spareViewer();
    spare.prepare();
    await vi.runAllTimersAsync();
    const taken = spare.take();
    if (comes) made.at(-1)?.loaded.resolve();
    else made.at(-1)?.loaded.reject(new Error('no such page'));
    expect(await taken?.loaded).toBe(comes);
    expect(made.at(-1)?.gone).toBe(false);
  }
});

test('is not begun any more once a viewer was asked for that it was to stand ready for', async () => {
  const spare = spareViewer();
  spare.prepare();
  expect(spare.take()).toBeNull();
  await vi.runAllTimersAsync();
  expect(made).toHaveLength(0);
});

test('one whose page does not come, or dies, is no spare one; the next wish makes another', async () => {
  const spare = spareViewer();
  spare.prepare();
  await vi.runAllTimersAsync();
  made[0]?.loaded.reject(new Error('no such page'));
  await vi.runAllTimersAsync();
  expect(spare.window).toBeNull();
  const second = await ready(spare);
  second.webContents.emit('render-process-gone');
  expect(spare.take()).toBeNull();
  expect(await ready(spare)).toBe(spare.take()?.window);
});

test('what became of a window that was taken is no longer its business', async () => {
  const spare = spareViewer();
  const taken = await ready(spare);
  spare.take();
  const next = await ready(spare);
  taken.webContents.emit('render-process-gone');
  expect(taken.gone).toBe(false);
  taken.destroy();
  expect(spare.window).toBe(next);
});

test('goes when nobody may open one any more, also before it was made', async () => {
  const spare = spareViewer();
  spare.prepare();
  spare.drop();
  await vi.runAllTimersAsync();
  expect(made).toHaveLength(0);
  const window = await ready(spare);
  spare.drop();
  expect(window.gone).toBe(true);
  expect(spare.take()).toBeNull();
});

test('none is made any more once the application ends, whoever wishes for one', async () => {
  const spare = spareViewer();
  spare.prepare();
  spare.end();
  spare.prepare();
  await vi.runAllTimersAsync();
  expect(made).toHaveLength(0);
});

test('one that is there goes when the application ends', async () => {
  const spare = spareViewer();
  const window = await ready(spare);
  spare.end();
  expect(window.gone).toBe(true);
  expect(spare.take()).toBeNull();
});
