import { expect, type Locator, type Page } from '@playwright/test';

export class ViewerWindow {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** The active one. */
  get viewport(): Locator {
    return this.page.getByRole('application').and(this.page.locator('[data-active="true"]'));
  }

  get viewports(): Locator {
    return this.page.getByRole('application');
  }

  get series(): Locator {
    return this.page.getByRole('listbox', { name: 'Séries' }).getByRole('option');
  }

  /** What stands in place of an image that cannot be shown. */
  get instead(): Locator {
    return this.viewport.getByRole('status');
  }

  async waitForImage(): Promise<void> {
    await expect(this.viewport).toHaveAttribute('data-state', 'shown', { timeout: 30_000 });
  }

  async closeHint(): Promise<void> {
    const hint = this.page.getByRole('button', { name: 'J’ai compris' });
    if (await hint.isVisible()) await hint.click();
  }

  async selectSeries(name: string | RegExp): Promise<void> {
    await this.series.filter({ hasText: name }).first().click();
  }

  /** The image shown, counted from 1. */
  async expectImage(index: number): Promise<void> {
    await expect(this.viewport).toHaveAttribute('data-image', String(index));
  }

  async press(key: string): Promise<void> {
    await this.viewport.focus();
    await this.page.keyboard.press(key);
  }

  tool(name: string): Locator {
    return this.page
      .getByRole('toolbar')
      .getByRole('button', { name, exact: true })
      .or(this.page.getByRole('radio', { name, exact: true }));
  }

  /** What a screen reader is told of what a key changed. */
  get said(): Locator {
    return this.page.locator('main > [aria-live=polite]');
  }

  /** What was drawn, as the list says it. */
  get notes(): Locator {
    return this.page
      .getByRole('list', { name: 'Mesures' })
      .getByRole('listitem')
      .locator('button:first-child');
  }

  async chooseFromMenu(name: string): Promise<void> {
    await this.tool('Plus…').click();
    await this.page.getByRole('menuitem', { name }).click();
  }

  /** Clicks on places of the active image, in parts of its width and height. */
  async clickOn(...places: (readonly [number, number])[]): Promise<void> {
    const box = (await this.viewport.boundingBox())!;
    for (const [x, y] of places) await this.page.mouse.click(box.x + box.width * x, box.y + box.height * y);
  }

  async dragOn(from: readonly [number, number], to: readonly [number, number]): Promise<void> {
    const box = (await this.viewport.boundingBox())!;
    await this.page.mouse.move(box.x + box.width * from[0], box.y + box.height * from[1]);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + box.width * to[0], box.y + box.height * to[1], { steps: 4 });
    await this.page.mouse.up();
  }

  /** Annotations' words on the active image that lie over one another. */
  noteWordsOverlap(): Promise<string[]> {
    return this.viewport.locator('.images-note-label').evaluateAll((all) => {
      const boxes = all.map((each) => ({ text: each.textContent, box: each.getBoundingClientRect() }));
      return boxes.flatMap((one, index) =>
        boxes
          .slice(index + 1)
          .filter(
            ({ box }) =>
              box.left < one.box.right &&
              one.box.left < box.right &&
              box.top < one.box.bottom &&
              one.box.top < box.bottom,
          )
          .map(({ text }) => `${one.text} / ${text}`),
      );
    });
  }

  /** Texts in the active image's corners and at its edges that an annotation's words lie over. */
  textsUnderNotes(): Promise<string[]> {
    return this.viewport.evaluate((viewport) => {
      const boxesOf = (selector: string) =>
        [...viewport.querySelectorAll(selector)].map((each) => ({
          text: each.textContent,
          box: each.getBoundingClientRect(),
        }));
      const notes = boxesOf('.images-note-label');
      return boxesOf('.images-corner > *, .images-edge')
        .filter(({ box }) =>
          notes.some(
            (note) =>
              note.box.left < box.right &&
              box.left < note.box.right &&
              note.box.top < box.bottom &&
              box.top < note.box.bottom,
          ),
        )
        .map(({ text }) => text);
    });
  }

  /** Words on the active image that lie over one another, or over the letters that say how the patient lies. */
  crowding(): Promise<string[]> {
    return this.viewport.evaluate((viewport) => {
      const shown = [...viewport.querySelectorAll('.images-corner > *, .images-edge')].filter(
        (each) => each.getClientRects().length > 0 && each.textContent.trim() !== '',
      );
      const overlap = (one: DOMRect, other: DOMRect): boolean =>
        one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
      return shown.flatMap((one, index) =>
        shown
          .slice(index + 1)
          .filter((other) => overlap(one.getBoundingClientRect(), other.getBoundingClientRect()))
          .map((other) => `${one.textContent} / ${other.textContent}`),
      );
    });
  }

  /** The picture as it is drawn. */
  picture(): Promise<Buffer> {
    return this.viewport.locator('canvas').first().screenshot();
  }

  /** What is drawn alone, at its best, without what stands on it; the same for the same. */
  async drawing(): Promise<string> {
    const canvas = this.viewport.locator('canvas').first();
    let drawn = '';
    // Looked at and taken at once: in between it may be drawn anew, coarse at first.
    await expect
      .poll(async () => {
        drawn = await canvas.evaluate((element: HTMLCanvasElement) =>
          element.dataset['quality'] === 'fine' ? element.toDataURL() : '',
        );
        return drawn;
      })
      .not.toBe('');
    return drawn;
  }
}
