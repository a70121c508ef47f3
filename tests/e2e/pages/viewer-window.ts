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

  /** The picture as it is drawn. */
  picture(): Promise<Buffer> {
    return this.viewport.locator('canvas').first().screenshot();
  }
}
