import type { Locator, Page } from '@playwright/test';

/** What a followed link shows before anything is opened, and after a visit is over. */
export class InvitationPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get heading(): Locator {
    return this.#page.getByRole('heading', { level: 1 });
  }

  get code(): Locator {
    return this.#page.getByRole('textbox', { name: 'Code d’accès' });
  }

  get alert(): Locator {
    return this.#page.getByRole('alert');
  }

  /** All that it says. */
  get words(): Locator {
    return this.#page.getByRole('main');
  }

  button(name: string): Locator {
    return this.#page.getByRole('button', { name, exact: true });
  }

  async enter(code: string): Promise<void> {
    await this.code.fill(code);
    await this.button('Ouvrir').click();
  }
}
