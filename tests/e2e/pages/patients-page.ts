import type { Locator, Page } from '@playwright/test';

/** A professional's patients, the time line of one, and the glass that can be broken. */
export class PatientsPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get search(): Locator {
    return this.#page.getByRole('searchbox');
  }

  patient(name: string | RegExp): Locator {
    return this.#page.getByRole('region', { name: 'Vos patients' }).getByRole('button', { name });
  }

  other(name: string): Locator {
    return this.#page.getByRole('article', { name });
  }

  get timeLine(): Locator {
    return this.#page.getByRole('list', { name: 'Examens, du plus récent au plus ancien' });
  }

  exam(label: string): Locator {
    return this.timeLine.getByRole('article', { name: label, exact: true });
  }

  get dialog(): Locator {
    return this.#page.getByRole('alertdialog');
  }

  get banner(): Locator {
    return this.#page.getByRole('region', { name: /^Accès d’urgence au dossier/ });
  }
}
