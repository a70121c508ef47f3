import { expect, type Locator, type Page } from '@playwright/test';

export type VolumePaneName = 'axial' | 'coronal' | 'sagittal' | 'space';

/** A series as a volume, in a viewer window. */
export class VolumePage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get region(): Locator {
    return this.page.getByRole('region', { name: 'Reconstruction' });
  }

  get refusal(): Locator {
    return this.region.getByRole('alert');
  }

  get notes(): Locator {
    return this.region.locator('.volume-notes');
  }

  pane(name: VolumePaneName): Locator {
    return this.region.locator(`[data-pane="${name}"]`);
  }

  canvas(name: VolumePaneName): Locator {
    return this.pane(name).locator('canvas');
  }

  /** What was measured in a plane, as it stands there. */
  lengths(name: VolumePaneName): Locator {
    return this.pane(name).locator('.images-note-label');
  }

  /** From one place of a picture to another, in parts of its width and height. */
  async dragOn(
    name: VolumePaneName,
    from: readonly [number, number],
    to: readonly [number, number],
  ): Promise<void> {
    const box = (await this.pane(name).boundingBox())!;
    await this.page.mouse.move(box.x + box.width * from[0], box.y + box.height * from[1]);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + box.width * to[0], box.y + box.height * to[1], { steps: 4 });
    await this.page.mouse.up();
  }

  async open(): Promise<void> {
    await this.page.getByRole('application').first().focus();
    await this.page.keyboard.press('v');
  }

  /** All slices are there, and every picture is drawn at its best. */
  async waitUntilDrawn(
    names: readonly VolumePaneName[] = ['axial', 'coronal', 'sagittal', 'space'],
  ): Promise<void> {
    for (const name of names)
      await expect(this.canvas(name)).toHaveAttribute('data-quality', 'fine', { timeout: 60_000 });
    await expect(this.region.locator('.volume-progress')).toHaveCount(0, { timeout: 60_000 });
    for (const name of names)
      await expect(this.canvas(name)).toHaveAttribute('data-quality', 'fine', { timeout: 60_000 });
  }

  /** How many of the picture's pixels are not black, and how bright they are in the mean. */
  async light(name: VolumePaneName): Promise<{ readonly lit: number; readonly mean: number }> {
    return this.canvas(name).evaluate((canvas: HTMLCanvasElement) => {
      const { width, height } = canvas;
      const pixels =
        canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray(0);
      let [lit, sum] = [0, 0];
      for (let at = 0; at < pixels.length; at += 4) {
        sum += pixels[at] ?? 0;
        if ((pixels[at] ?? 0) > 16) lit += 1;
      }
      return { lit: lit / (width * height), mean: sum / (width * height) };
    });
  }

  /** What is drawn alone, without what stands on it. */
  async drawing(name: VolumePaneName): Promise<Buffer> {
    const url = await this.canvas(name).evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
    return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
  }

  async press(name: VolumePaneName, key: string): Promise<void> {
    await this.pane(name).focus();
    await this.page.keyboard.press(key);
  }

  button(name: string): Locator {
    return this.region.getByRole('button', { name, exact: true });
  }

  async choose(label: string, choice: string): Promise<void> {
    await this.region.getByRole('button', { name: label }).click();
    await this.page.getByRole('option', { name: choice }).click();
  }
}
