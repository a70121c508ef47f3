import type { Locator, Page } from '@playwright/test';

export class ExamsPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get search(): Locator {
    return this.#page.getByRole('searchbox', { name: 'Rechercher un examen' });
  }

  get exams(): Locator {
    return this.#page.getByRole('region', { name: 'Examens', exact: true }).getByRole('article');
  }

  /** The row of an exam, by its label. */
  exam(label: string): Locator {
    return this.exams.and(this.#page.getByRole('article', { name: label, exact: true })).first();
  }

  async expand(label: string): Promise<Locator> {
    const exam = this.exam(label);
    const button = exam.getByRole('button', { name: label }).first();
    if ((await button.getAttribute('aria-expanded')) !== 'true') await button.click();
    return exam;
  }

  /** Opens every row that is shown. */
  async expandAll(): Promise<void> {
    const closed = this.#page.locator('[data-exam-button][aria-expanded="false"]');
    while ((await closed.count()) > 0) await closed.first().click();
  }

  async viewImages(label: string): Promise<void> {
    const exam = await this.expand(label);
    await exam.getByRole('button', { name: /^Voir les images/ }).click();
  }

  async readReport(label: string): Promise<void> {
    const exam = await this.expand(label);
    await exam.getByRole('button', { name: /^Lire/ }).first().click();
  }
}
