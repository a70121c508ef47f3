import type { Locator, Page } from '@playwright/test';

/** The menu at the left, and what is on every page. */
export class Shell {
  readonly page: Page;

  readonly #isNarrow: boolean;

  /** In a narrow window, or with large text, the menu opens from a button. */
  constructor(page: Page, isNarrow = false) {
    this.page = page;
    this.#isNarrow = isNarrow;
  }

  get menu(): Locator {
    return this.page.getByRole('navigation', { name: 'Menu principal' });
  }

  get heading(): Locator {
    return this.page.getByRole('heading', { level: 1 });
  }

  get offline(): Locator {
    return this.page.getByRole('status').filter({ hasText: 'Hors ligne' });
  }

  get portalDown(): Locator {
    return this.page.getByRole('status').filter({ hasText: 'Portail indisponible' });
  }

  get online(): Locator {
    return this.page.getByRole('status').filter({ hasText: 'En ligne' });
  }

  get alert(): Locator {
    return this.page.getByRole('alert');
  }

  async open(section: string): Promise<void> {
    if (this.#isNarrow) await this.page.getByRole('button', { name: 'Menu', exact: true }).click();
    await this.menu.getByRole('button', { name: section }).click();
  }

  async chooseInAccountMenu(action: string): Promise<void> {
    await this.page.locator('.sidebar-account').click();
    await this.page.getByRole('menuitem', { name: action, exact: true }).click();
  }
}
