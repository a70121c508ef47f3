import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { forget, launchApp, type AppOptions, type TestApp } from '../helpers/desktop/app.ts';

/** Real exams with reference values. */
export const sharedDicom = join(import.meta.dirname, '../../../shared/dicom');

/** Nothing listens there: no portal, no network, no account. */
const nowhere = 'http://127.0.0.1:9';

interface Fixtures {
  /** The test's own, gone afterwards. */
  folder: string;
  /** The application in front of no portal, with no account; discs are put into `folder`/volumes. */
  start: (options?: AppOptions) => Promise<TestApp>;
}

export const test = base.extend<Fixtures>({
  // eslint-disable-next-line no-empty-pattern -- Playwright's own form
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'emage-import-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  start: async ({ folder }, use, info) => {
    const started: TestApp[] = [];
    await use(async (options = {}) => {
      const volumes = join(folder, 'volumes');
      await mkdir(volumes, { recursive: true });
      const app = await launchApp({
        portalAddress: nowhere,
        ...options,
        env: { EMAGE_VOLUMES: volumes, ...options.env },
      });
      started.push(app);
      return app;
    });
    for (const app of started) {
      if (info.status !== info.expectedStatus)
        await info.attach('app.log', { body: app.log.filter((line) => !line.includes('bus.cc')).join('\n') });
      await app.quit().catch(() => undefined);
      await forget(app);
    }
  },
});

export { expect, keepScreenshot } from './fixtures.ts';
