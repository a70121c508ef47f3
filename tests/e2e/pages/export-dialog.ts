import type { Locator, Page } from '@playwright/test';

/** How an exam is to be exported, and how that ended. */
export class ExportDialog {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get dialog(): Locator {
    return this.#page.getByRole('dialog').or(this.#page.getByRole('alertdialog'));
  }

  get start(): Locator {
    return this.dialog.getByRole('button', { name: 'Choisir où l’enregistrer' });
  }

  get again(): Locator {
    return this.dialog.getByRole('button', { name: 'Recommencer' });
  }

  get done(): Locator {
    return this.dialog.getByRole('button', { name: 'Terminé' });
  }

  get deidentify(): Locator {
    return this.dialog.getByText('Retirer le nom et les informations personnelles');
  }

  get passphrase(): Locator {
    return this.dialog.locator('.export-passphrase-itself');
  }

  format(name: string): Locator {
    return this.dialog.getByText(name);
  }
}
