import type { Page } from '@playwright/test';

/** Drags files of this computer over a window and drops them there, as the system does; `over` runs in between. */
export async function dropFiles(
  page: Page,
  files: readonly string[],
  over: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  const tell = (type: 'dragEnter' | 'dragOver' | 'drop'): Promise<unknown> =>
    browser.send('Input.dispatchDragEvent', {
      type,
      x: width / 2,
      y: height / 2,
      data: { items: [], files: [...files], dragOperationsMask: 1 },
    });
  await tell('dragEnter');
  await tell('dragOver');
  // A hand moves on until the window answers: before that a drop is dropped on nothing.
  await page.locator('.drop-zone').waitFor();
  await over();
  // What lies below the hand may have changed meanwhile, and takes a drop only after it was asked.
  await tell('dragOver');
  await tell('drop');
  await browser.detach();
}
