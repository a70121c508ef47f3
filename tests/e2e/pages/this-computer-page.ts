import type { Locator, Page } from '@playwright/test';

/** What lies on this computer, what is on its way, and what takes how much. */
export class ThisComputerPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Exams that a person keeps, or that are on their way. */
  get kept(): Locator {
    return this.#page.getByRole('region', { name: 'Examens gardés' }).getByRole('listitem');
  }

  get empty(): Locator {
    return this.#page.getByText('Aucun examen n’est gardé ici');
  }

  get lookedAt(): Locator {
    return this.#page.getByRole('region', { name: 'Déjà consultés' });
  }

  get space(): Locator {
    return this.#page.getByRole('region', { name: 'Place sur cet ordinateur' });
  }
}
