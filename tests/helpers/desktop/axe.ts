import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

// The builder would send axe's long form to the page, twice for each look: it is told that it is there.
const axePackage = createRequire(import.meta.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js');
const axeScript = readFileSync(axePackage, 'utf8');
const isThere = 'void 0';

/** WCAG 2.2 AA and axe's best practices: nothing may be found. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  // Halfway from light to dark no contrast holds: nothing begins to move any more (a button from under the mouse, when what is
  // above it grows), and what moves comes to its end first.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
        .map(({ finished }) => finished),
    ).then(() => undefined),
  );
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeScript);
  // A window of Electron has no browser context that could open axe's helper page.
  const { violations } = await new AxeBuilder({ page, axeSource: isThere })
    .setLegacyMode()
    // All that is right would be described too, for longer than it takes to look.
    .options({ resultTypes: ['violations'] })
    // React Aria's live region: for a moment it names, by their ids, buttons that are gone again.
    .exclude('[data-live-announcer]')
    .analyze();
  await page.emulateMedia({ reducedMotion: null });
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => String(target)).join(' ')}`,
  );
  expect(found, what).toEqual([]);
}
