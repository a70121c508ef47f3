import type { Locator, Page } from '@playwright/test';

/** Which images of a viewer window are to be saved, and how that ended. */
export class SavingDialog {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get dialog(): Locator {
    return this.#page.getByRole('dialog').or(this.#page.getByRole('alertdialog'));
  }

  async choose(name: RegExp): Promise<void> {
    await this.dialog.getByRole('radio', { name }).locator('xpath=ancestor-or-self::label[1]').click();
  }

  get marks(): Locator {
    return this.dialog.getByText('Avec mes annotations et les lettres d’orientation');
  }

  get start(): Locator {
    return this.dialog.getByRole('button', { name: 'Choisir où l’enregistrer' });
  }

  get done(): Locator {
    return this.dialog.getByRole('button', { name: 'Terminé' });
  }

  get stop(): Locator {
    return this.dialog.getByRole('button', { name: 'Arrêter' });
  }
}
