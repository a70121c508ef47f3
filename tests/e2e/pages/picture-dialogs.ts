import type { Locator, Page } from '@playwright/test';

/** « Image pour un courrier » and « Imprimer les images », in a viewer window. */
export class PictureDialogs {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get letter(): Locator {
    return this.#page.getByRole('dialog', { name: 'Image pour un courrier' });
  }

  get paper(): Locator {
    return this.#page.getByRole('dialog', { name: 'Imprimer les images' });
  }

  /** The picture or the sheet as it will be, once it is drawn. */
  get preview(): Locator {
    return this.#page.getByRole('img', { name: /^Aperçu/ }).locator('canvas');
  }

  /** The same, while the picture in it is still that of before. */
  get stale(): Locator {
    return this.#page.getByRole('img', { name: /^Aperçu/ }).and(this.#page.locator('[aria-busy="true"]'));
  }

  get named(): Locator {
    return this.#page.getByText('Écrire le nom du patient et la date sur l’image');
  }

  button(name: string): Locator {
    return this.#page.getByRole('dialog').getByRole('button', { name, exact: true });
  }

  choice(name: string | RegExp): Locator {
    return this.#page.getByRole('dialog').getByRole('radio', { name, exact: true });
  }
}
