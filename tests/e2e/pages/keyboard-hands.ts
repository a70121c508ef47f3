import { expect, type Page } from '@playwright/test';

/** Somebody who has no mouse: goes from one thing to the next, and sees where they are. */
export class KeyboardHands {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Presses Tab until what has the focus is called so; each step must be one that is seen. */
  async tabTo(name: RegExp): Promise<void> {
    for (let presses = 0; presses < 80; presses += 1) {
      if (name.test(await this.focused())) return;
      await this.press('Tab');
      await this.expectSeen();
    }
    throw new Error(`Tab never came to ${String(name)}`);
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
  }

  /** Goes to a thing and presses Enter on it. */
  async enter(name: RegExp): Promise<void> {
    await this.tabTo(name);
    await this.press('Enter');
  }

  /** Its name, as a screen reader would begin. */
  focused(): Promise<string> {
    return this.#page.evaluate(() => {
      const focused = document.activeElement;
      const labels = focused instanceof HTMLInputElement ? [...(focused.labels ?? [])] : [];
      return [
        focused?.getAttribute('aria-label') ?? '',
        ...labels.map((label) => label.textContent),
        ...(focused?.getAttribute('aria-labelledby') ?? '')
          .split(' ')
          .map((id) => document.getElementById(id)?.textContent ?? ''),
        focused instanceof HTMLElement ? focused.innerText : '',
      ]
        .join(' ')
        .trim();
    });
  }

  /** Focus is on something, and it shows: never on the page as a whole, where a dialog left it. */
  async expectSeen(): Promise<void> {
    const seen = (): Promise<boolean> =>
      this.#page.evaluate(() => {
        const focused = document.activeElement;
        if (focused === null || focused === document.body) return false;
        const shows = (element: Element): boolean => {
          const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
          return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
        };
        // A checkbox, a radio button and a field draw it on what stands around them.
        const around = focused.closest('.ui-choice, .ui-field, .ui-search, .ui-tabs-tab, [role="tabpanel"]');
        return (
          shows(focused) ||
          (around !== null && [around, ...around.querySelectorAll('*')].some(shows)) ||
          focused.matches('h1, main, [role="dialog"], [role="alertdialog"]')
        );
      });
    await expect.poll(seen, { message: `focus shows on: ${await this.focused()}` }).toBe(true);
  }
}
