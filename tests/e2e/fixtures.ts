import { join } from 'node:path';
import { test as base, type Page } from '@playwright/test';
import { forget, launchApp, windowsSeen, type AppOptions, type TestApp } from '../helpers/desktop/app.ts';
import { startTestPortal, type TestPortal } from '../helpers/portal/portal.ts';

interface Fixtures {
  /** What the test's portal is started with. */
  portalArgs: string[];
  /** Settings of the test's portal beside the usual ones. */
  portalEnv: Record<string, string>;
  portal: TestPortal;
  /** Starts the real application, in front of the test's portal unless told otherwise. */
  launch: (options?: AppOptions) => Promise<TestApp>;
}

export const test = base.extend<Fixtures>({
  portalArgs: [[], { option: true }],
  portalEnv: [{}, { option: true }],

  portal: async ({ portalArgs, portalEnv }, use, info) => {
    const lines: string[] = [];
    const portal = await startTestPortal({
      args: portalArgs,
      env: portalEnv,
      log: (line) => lines.push(line),
    });
    await use(portal);
    await portal.dispose();
    if (info.status !== info.expectedStatus) await info.attach('portal.log', { body: lines.join('\n') });
  },

  launch: async ({ portal }, use, info) => {
    const started: TestApp[] = [];
    await use(async (options = {}) => {
      const app = await launchApp({ portalAddress: portal.url, ...options });
      started.push(app);
      return app;
    });
    for (const [index, app] of started.entries()) {
      if (info.status !== info.expectedStatus) {
        await info.attach(`app-${index}.log`, { body: app.log.join('\n') });
        for (const [at, page] of windowsSeen(app.electron).entries()) {
          const path = info.outputPath(`app-${index}-window-${at}.png`);
          const taken = await page.screenshot({ path, timeout: 5_000 }).catch(() => null);
          if (taken) await info.attach(`app-${index}-window-${at}`, { path, contentType: 'image/png' });
        }
      }
      await end(app);
    }
    for (const app of started) await forget(app);
  },
});

/** A test that failed with an access code on screen has the application ask before it closes; nobody answers. */
async function end(app: TestApp): Promise<void> {
  const patience = setTimeout(() => app.electron.process().kill('SIGKILL'), 15_000);
  await app.quit().catch(() => undefined);
  clearTimeout(patience);
}

const artefacts = join(import.meta.dirname, '../../artefacts/screenshots');

/** Kept to be looked at; `docs/screenshots` holds those that the documentation shows. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(artefacts, `${name}.png`) });
}

export { expect } from '@playwright/test';
