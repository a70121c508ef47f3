import { type ElectronApplication, expect, type Locator, type Page } from '@playwright/test';
import { ExportDialog } from './export-dialog.ts';

/** Imported exams: without an account on a screen of their own, signed in among what is on this computer. */
export class LocalExamsPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get heading(): Locator {
    return this.#page.getByRole('heading', { level: 1, name: 'CD et dossiers d’images' });
  }

  get openDisc(): Locator {
    return this.#page.getByRole('button', { name: 'Ouvrir un CD ou un dossier' });
  }

  get openFile(): Locator {
    return this.#page.getByRole('button', { name: 'Ouvrir un fichier ZIP ou une image' });
  }

  /** On the sign-in page, where exams were imported before. */
  get showImported(): Locator {
    return this.#page.getByRole('button', { name: /^Voir l(’|es )/ });
  }

  /** The import that runs, or how it ended. */
  get panel(): Locator {
    return this.#page.getByRole('region', { name: 'Import', exact: true });
  }

  get disc(): Locator {
    return this.#page.getByRole('status').filter({ hasText: 'Un disque d’images est inséré' });
  }

  patient(name: string): Locator {
    return this.#page.locator('.local-patient').filter({ has: this.#page.getByRole('heading', { name }) });
  }

  get exams(): Locator {
    return this.#page.locator('.local-patient .ui-row-card');
  }

  exam(name: string | RegExp): Locator {
    return this.exams.filter({ hasText: name });
  }

  /** Imports a folder to its end, and puts away how that went. */
  async bring(electron: ElectronApplication, folder: string): Promise<void> {
    await pickInDialog(electron, [folder]);
    await this.openDisc.click();
    await expect(this.panel).toContainText(/(a|ont) été ajoutée/);
    await this.closePanel();
  }

  /** Opens the images of an exam; for `TestApp.viewerFrom`. */
  view(name: string | RegExp): Promise<void> {
    return this.exam(name)
      .getByRole('button', { name: /^Voir les images/ })
      .click();
  }

  /** Begins to export an exam. */
  async takeOut(name: string | RegExp): Promise<ExportDialog> {
    await this.exam(name)
      .getByRole('button', { name: /^Exporter/ })
      .click();
    return new ExportDialog(this.#page);
  }

  async unlock(passphrase: string): Promise<void> {
    await this.panel.getByLabel('Phrase secrète').fill(passphrase);
    await this.panel.getByRole('button', { name: 'Ouvrir', exact: true }).click();
  }

  async closePanel(): Promise<void> {
    await this.panel.getByRole('button', { name: 'Fermer' }).click();
  }
}

/** What the person picks in the system's dialog, which no test can reach. */
export const pickInDialog = (electron: ElectronApplication, paths: readonly string[]): Promise<void> =>
  electron.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = () =>
      Promise.resolve({ canceled: filePaths.length === 0, filePaths: [...filePaths] });
  }, paths);
