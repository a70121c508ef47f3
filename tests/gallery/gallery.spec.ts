import { join } from 'node:path';
import { expect, test as base } from '@playwright/test';
import { expectAccessible } from '../helpers/axe.ts';
import { scenes } from './scenes.ts';
import { openStand, textsOf, type Look, type Stand } from './stand.ts';

// Every page in every state. `npm run gallery` keeps a picture of each in artefacts/gallery.

const artefacts = join(import.meta.dirname, '../../artefacts/gallery');
const only = process.env['GALLERY_ONLY'];
const wantedLooks = process.env['GALLERY_LOOKS'];

const looks: readonly Look[] = (['fr', 'en'] as const).flatMap((language) =>
  (['light', 'dark'] as const).flatMap((theme) =>
    ([100, 200] as const).map((size): Look => ({ language, theme, size, width: 1280, height: 800 })),
  ),
);

const test = base.extend<object, { stand: Stand }>({
  stand: [
    // Playwright wants a pattern here; nothing of it is needed.
    async ({ browserName: _ }, use) => {
      const stand = await openStand();
      await use(stand);
      await stand.close();
    },
    { scope: 'worker' },
  ],
});

for (const look of looks) {
  const name = `${look.language}-${look.theme}-${look.size}`;
  if (wantedLooks !== undefined && !new RegExp(wantedLooks).test(name)) continue;
  for (const scene of scenes) {
    if (only !== undefined && !new RegExp(only).test(scene.name)) continue;
    test(`${name} ${scene.name}`, async ({ stand }) => {
      const t = await textsOf(look.language);
      await stand.show(scene.scenario, look);
      await scene.act?.(stand.page, t);
      // What comes quickly is not announced: wait for the announcement.
      if (scene.isBusy === true)
        await stand.page.locator('.ui-skeleton-line, .report-skeleton-sheet').first().waitFor();
      else await expect(stand.page.locator('[aria-busy="true"]')).toHaveCount(0);
      await stand.page.screenshot({ path: join(artefacts, name, `${scene.name}.png`) });
      const wider = await stand.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect.soft(wider, 'scrolls sideways').toBeLessThanOrEqual(0);
      await expectAccessible(stand.page, scene.name);
    });
  }
}
