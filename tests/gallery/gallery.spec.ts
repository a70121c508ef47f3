import { join } from 'node:path';
import { expect, test as base } from '@playwright/test';
import { expectAccessible } from '../helpers/desktop/axe.ts';
import { scenes } from './scenes.ts';
import { looks } from './looks.ts';
import { openStand, textsOf, type Stand } from './stand.ts';

// Every page in every state. `npm run gallery` keeps a picture of each in artefacts/gallery.

const artefacts = join(import.meta.dirname, '../../artefacts/gallery');
const only = process.env['GALLERY_ONLY'];
const wantedLooks = process.env['GALLERY_LOOKS'];

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

/** What is animated for longer than an eye sees. */
const moving = ({ page }: Stand): Promise<string[]> =>
  page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ effect }) => Number(effect?.getComputedTiming().activeDuration ?? 0) > 50)
      .map((animation) => (animation instanceof CSSAnimation ? animation.animationName : 'transition')),
  );

/** The pages' layout goes by the size of the text: a narrow window, counted in rem, has its menu behind a button. */
const knowsTextSize = ({ page }: Stand): Promise<boolean> =>
  page.evaluate(() => {
    const bar = document.querySelector('.shell-bar');
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    return bar === null || (getComputedStyle(bar).display !== 'none') === innerWidth < 48 * rem;
  });

for (const look of looks) {
  const { name } = look;
  if (wantedLooks !== undefined && !new RegExp(wantedLooks).test(name)) continue;
  for (const scene of scenes) {
    if (only !== undefined && !new RegExp(only).test(scene.name)) continue;
    if (look.scenes?.test(scene.name) === false) continue;
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
      expect.soft(await knowsTextSize(stand), 'laid out for another text size').toBe(true);
      expect.soft(await moving(stand), 'moves although the person wants no motion').toEqual([]);
      await expectAccessible(stand.page, scene.name);
    });
  }
}
