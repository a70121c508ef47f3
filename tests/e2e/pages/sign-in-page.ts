import type { Locator, Page } from '@playwright/test';

export class SignInPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get heading(): Locator {
    return this.#page.getByRole('heading', { level: 1, name: 'Vos examens d’imagerie' });
  }

  /** The portal as it names itself. */
  get portal(): Locator {
    return this.#page.getByRole('region', { name: 'Portail' });
  }

  get support(): Locator {
    return this.#page.getByRole('region', { name: 'Assistance' });
  }

  get address(): Locator {
    return this.#page.getByLabel('Adresse du portail');
  }

  get username(): Locator {
    return this.#page.getByLabel('Identifiant', { exact: true });
  }

  get password(): Locator {
    return this.#page.getByRole('textbox', { name: 'Mot de passe' });
  }

  get stay(): Locator {
    return this.#page.getByRole('checkbox', { name: 'Rester connecté sur cet ordinateur' });
  }

  get submit(): Locator {
    return this.#page.getByRole('button', { name: 'Se connecter', exact: true });
  }

  get alert(): Locator {
    return this.#page.getByRole('alert');
  }

  async goTo(address: string): Promise<void> {
    await this.address.fill(address);
    await this.#page.getByRole('button', { name: 'Continuer' }).click();
  }

  async changePortal(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Changer' }).click();
  }

  async signIn({ username, password }: { username: string; password: string }): Promise<void> {
    await this.username.fill(username);
    await this.password.fill(password);
    await this.submit.click();
  }
}
