import { expect, test, vi } from 'vitest';
import { FirstPage } from './first-page.ts';

const html = Buffer.from(
  '<script type="module" src="./assets/a.js"></script><link rel="stylesheet" href="./assets/a.css">',
);

const state = (page: FirstPage): Promise<string> =>
  Promise.race([page.read.then(() => 'read'), Promise.resolve().then(() => 'awaited')]);

test('is read when each file that it names has been handed over', async () => {
  vi.useFakeTimers();
  const page = new FirstPage();
  page.served('app://main/index.html', html);
  await vi.advanceTimersByTimeAsync(1);
  expect(await state(page)).toBe('awaited');
  page.served('app://main/assets/a.js', Buffer.alloc(0));
  page.served('app://main/assets/lazy.js', Buffer.alloc(0));
  await vi.advanceTimersByTimeAsync(10);
  expect(await state(page)).toBe('awaited');
  page.served('app://main/assets/a.css', Buffer.alloc(0));
  await vi.advanceTimersByTimeAsync(1);
  expect(await state(page)).toBe('read');
  vi.useRealTimers();
});

test('keeps nobody waiting for a page that never comes', async () => {
  vi.useFakeTimers();
  const page = new FirstPage();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await state(page)).toBe('read');
  vi.useRealTimers();
});
