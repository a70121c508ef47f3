import type { Locator, Page } from '@playwright/test';

/** An attribute that changes with each picture. */
export interface Sign {
  readonly selector: string;
  readonly attribute: string;
}

/**
 * Milliseconds from each of a person's inputs, as the page gets it, to the first frame in which `sign` has changed.
 * Gives up on one after 3 seconds, which then counts.
 */
export async function answerTimes(
  page: Page,
  event: string,
  sign: Sign,
  steps: number,
  act: (step: number) => Promise<void>,
): Promise<readonly number[]> {
  await page.evaluate(
    ([kind, { selector, attribute }]) => {
      const now = (): string | null | undefined => document.querySelector(selector)?.getAttribute(attribute);
      const times: number[] = [];
      let busy = false;
      const listen = (): void => {
        if (busy) return;
        busy = true;
        const before = now();
        const from = performance.now();
        const look = (): void => {
          if (now() === before && performance.now() - from < 3000) {
            requestAnimationFrame(look);
            return;
          }
          busy = false;
          times.push(performance.now() - from);
        };
        requestAnimationFrame(look);
      };
      document.addEventListener(kind, listen, { capture: true });
      const stop = (): void => document.removeEventListener(kind, listen, { capture: true });
      Object.assign(window, { answers: { times, stop } });
    },
    [event, sign] as const,
  );
  for (let step = 1; step <= steps; step += 1) {
    await act(step);
    await page.waitForFunction(
      (wanted) => (window as unknown as { answers: { times: number[] } }).answers.times.length >= wanted,
      step,
    );
  }
  return page.evaluate(() => {
    const { answers } = window as unknown as { answers: { times: number[]; stop: () => void } };
    answers.stop();
    return answers.times;
  });
}

export async function middleOf(of: Locator): Promise<{ readonly x: number; readonly y: number }> {
  const box = await of.boundingBox();
  if (box === null) throw new Error('nothing is there');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
