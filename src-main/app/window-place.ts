import { z } from 'zod';

/** Device-independent pixels of the whole desktop, as Electron's `Rectangle`. */
const rectangleSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
});
export type Rectangle = z.infer<typeof rectangleSchema>;

/** Where a window was last. */
export const windowPlaceSchema = z.object({ bounds: rectangleSchema, maximised: z.boolean() });
export type WindowPlace = z.infer<typeof windowPlaceSchema>;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** So much of a window's top must be on a display for a person to find and move it. */
const visible = { width: 120, height: 40 };

/**
 * Where a window that was at `wanted` opens now. A display may have gone, or grown smaller, since then: a window that
 * nobody would find comes to the middle of the first display (`workAreas[0]` is the primary one), and none is larger
 * than the display it is on.
 */
export function placeOnDisplays(
  wanted: Rectangle | null,
  workAreas: readonly Rectangle[],
  usual: Size,
  least: Size,
): Rectangle {
  const [primary] = workAreas;
  if (!primary) return { x: 0, y: 0, ...usual };
  const home = wanted && workAreas.find((area) => topIsOn(wanted, area));
  if (!wanted || !home) return centred(primary, wanted ?? usual, least);
  const width = between(wanted.width, least.width, home.width);
  const height = between(wanted.height, least.height, home.height);
  return {
    x: between(wanted.x, home.x - width + visible.width, home.x + home.width - visible.width),
    y: between(wanted.y, home.y, home.y + home.height - visible.height),
    width,
    height,
  };
}

/**
 * Displays that a window may open on, first the one where nothing is remembered of it: those where none of its like is
 * (`taken`), wherever it was last; all where that leaves none.
 */
export function displaysFor<Display extends { readonly id: number }>(
  displays: readonly Display[],
  primaryId: number,
  taken: ReadonlySet<number>,
): readonly Display[] {
  const free = displays.filter(({ id }) => !taken.has(id));
  const open = free.length > 0 ? free : displays;
  return [...open.filter(({ id }) => id === primaryId), ...open.filter(({ id }) => id !== primaryId)];
}

/** A bit lower and to the right, so that a second window does not hide the first. */
export const cascaded = (place: Rectangle, step: number): Rectangle => ({
  ...place,
  x: place.x + 32 * step,
  y: place.y + 32 * step,
});

function topIsOn(window: Rectangle, area: Rectangle): boolean {
  const width = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  const height = Math.min(window.y + visible.height, area.y + area.height) - Math.max(window.y, area.y);
  return width >= Math.min(visible.width, window.width) && height >= visible.height / 2;
}

function centred(area: Rectangle, size: Size, least: Size): Rectangle {
  const width = between(size.width, least.width, area.width);
  const height = between(size.height, least.height, area.height);
  return {
    x: area.x + Math.round((area.width - width) / 2),
    y: area.y + Math.round((area.height - height) / 2),
    width,
    height,
  };
}

/** The upper limit wins: a display smaller than the least size still shows the whole window. */
const between = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);
