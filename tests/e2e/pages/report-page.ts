import type { Locator, Page } from '@playwright/test';

export class ReportPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** A painted page of the report, with its text. */
  get pages(): Locator {
    return this.#page.locator('.page[data-loaded="true"]');
  }

  get text(): Locator {
    return this.#page.locator('.textLayer');
  }

  /** « série 2, image 87 » in the text. */
  get imageLinks(): Locator {
    return this.#page
      .getByRole('link', { name: /^Voir (la série|l’image)/ })
      .or(this.#page.getByRole('button', { name: /^Voir (la série|l’image)/ }));
  }

  async back(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Retour' }).click();
  }
}
