import type { Locator, Page } from '@playwright/test';

export class HomePage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get greeting(): Locator {
    return this.#page.getByRole('heading', { level: 1, name: /^Bonjour/ });
  }

  /** The cards of documents not yet seen. */
  get newDocuments(): Locator {
    return this.#page.getByRole('list', { name: 'Nouveaux documents' }).getByRole('listitem');
  }
}
