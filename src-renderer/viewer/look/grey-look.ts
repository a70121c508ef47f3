import type { LookupTable, Palette, PixelFormat, Window, WindowShape } from '../dicom/types.ts';
import { eightBits } from './colour.ts';
import type { GreyFrame } from './display-frame.ts';
import { storedRange, windowRange } from './window-range.ts';

export interface GreyLook {
  /** In the image's own values. */
  readonly lower: number;
  readonly upper: number;
  readonly inverted: boolean;
  /** Where no straight line does: the grey (0 to 255) for each value, by its lowest bits. */
  readonly curve: Uint8Array | null;
  /** Red, green and blue for each value in place of its grey: of a pseudo-colour presentation or a supplemental palette, which always have a curve too. */
  readonly colours?: Uint8Array;
}

/** How a presentation state (PS3.3 A.33.1) wants one image's greys; its own window may give way to a person's. */
export interface PresentedGreys {
  readonly modality: {
    readonly slope: number;
    readonly intercept: number;
    readonly table: LookupTable | null;
  } | null;
  readonly window: Window | null;
  readonly windowShape: WindowShape;
  readonly voiTable: LookupTable | null;
  readonly inverted: boolean;
  readonly table: LookupTable | null;
  /** Colours in the table's place (PS3.3 A.33.3). */
  readonly palette: Palette | null;
  /** It takes masks away as well, and its window is one of the differences: between modality and VOI (PS3.4 N.2). */
  readonly ofDifferences: boolean;
}

/** What decides an image's greys. */
export interface GreyWish {
  /** Chosen by the person; null for the image's own, or its presentation's. */
  readonly window: Window | null;
  readonly inverted: boolean;
  readonly presented: PresentedGreys | null;
}

const lookUp = ({ entries, first }: LookupTable, value: number): number =>
  entries[Math.max(0, Math.min(entries.length - 1, Math.round(value) - first))] ?? 0;

const most = ({ bits }: LookupTable): number => 2 ** bits - 1;

const clamped = (part: number): number => Math.max(0, Math.min(1, part));

/** PS3.3 C.11.2.1.2 and C.11.2.1.3: from a value to how bright it is, 0 to 1. */
const throughWindow = (window: Window, shape: WindowShape): ((value: number) => number) => {
  if (shape === 'sigmoid')
    return (value) => 1 / (1 + Math.exp((-4 * (value - window.center)) / window.width));
  const { lower, upper } = windowRange(window, shape);
  return (value) => clamped((value - lower) / Math.max(upper - lower, Number.MIN_VALUE));
};

/** A presentation state speaks of the image's values, and of their differences only where it makes them itself. */
const appliesTo = (grey: GreyFrame, wish: GreyWish): GreyWish =>
  grey.through === 'subtraction' && wish.presented?.ofDifferences === false
    ? { ...wish, presented: null }
    : wish;

/** The window that is in force: what a change of light starts from. */
export const windowInForce = (grey: GreyFrame, wish: GreyWish): Window => {
  const { window, presented } = appliesTo(grey, wish);
  return window ?? presented?.window ?? grey.windows[0];
};

/**
 * From a stored value to the values of the modality. A presentation state says all of it, and of what it does not speak
 * nothing is done, whatever the image says (PS3.4 N.2).
 */
export const toModality = (
  grey: GreyFrame,
  presented: PresentedGreys | null,
): ((value: number) => number) => {
  const { slope, intercept } = grey;
  // What went through a table already is no stored value any more.
  if (presented === null || grey.through !== null) return (value) => value * slope + intercept;
  if (presented.modality === null) return (value) => value;
  const own = presented.modality;
  const { table } = own;
  return table === null ? (value) => value * own.slope + own.intercept : (value) => lookUp(table, value);
};

/** A person chooses a window in the image's own units. */
const modalityFor = (grey: GreyFrame, { window, presented }: GreyWish): ((value: number) => number) =>
  toModality(grey, window === null ? presented : null);

/** All that an image can hold, in values of the modality: what no window at all shows (PS3.4 N.2.2). */
const wholeRange = (
  grey: GreyFrame,
  { bitsStored, signed }: Pick<PixelFormat, 'bitsStored' | 'signed'>,
  presented: PresentedGreys,
): readonly [number, number] => {
  const table = presented.modality?.table ?? null;
  if (table !== null && grey.through === null) return [0, most(table)];
  const of = toModality(grey, presented);
  const bits = Math.min(bitsStored, 16);
  const ends =
    grey.through === null && signed ? [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1] : [0, 2 ** bits - 1];
  const [a = 0, b = 1] = (grey.through === null ? ends : [grey.min, grey.max]).map(of);
  return [Math.min(a, b), Math.max(a, b)];
};

const brightness = (
  grey: GreyFrame,
  format: Pick<PixelFormat, 'bitsStored' | 'signed'>,
  wish: GreyWish,
): ((value: number) => number) => {
  const { presented } = wish;
  const window = wish.window ?? presented?.window ?? (presented === null ? grey.windows[0] : null);
  if (window !== null)
    return throughWindow(
      window,
      wish.window === null ? (presented?.windowShape ?? grey.windowShape) : grey.windowShape,
    );
  const voi = presented?.voiTable ?? null;
  if (voi !== null) return (value) => lookUp(voi, value) / most(voi);
  const [low, high] = presented === null ? [0, 1] : wholeRange(grey, format, presented);
  return (value) => clamped((value - low) / Math.max(high - low, Number.MIN_VALUE));
};

const curveOf = (
  grey: GreyFrame,
  format: Pick<PixelFormat, 'bitsStored' | 'signed'>,
  wish: GreyWish,
): Uint8Array => {
  const { presented, inverted } = wish;
  const signed = grey.values instanceof Int16Array;
  const curve = new Uint8Array(grey.values instanceof Uint8Array ? 256 : 65_536);
  const [modality, bright] = [modalityFor(grey, wish), brightness(grey, format, wish)];
  const table = presented?.table ?? null;
  // With a presentation state its own table decides what is white, and not the photometric interpretation.
  const turned = (presented === null ? grey.inverted : presented.inverted) !== inverted;
  for (let at = 0; at < curve.length; at += 1) {
    const part = bright(modality(signed ? (at << 16) >> 16 : at));
    const shown =
      table === null ? part : lookUp({ ...table, first: 0 }, part * (table.entries.length - 1)) / most(table);
    curve[at] = Math.round((turned ? 1 - shown : shown) * 255);
  }
  return curve;
};

/** How bright a value is decides which entry of the palette it takes: the whole range of one over the whole of the other. */
const coloursOf = (
  grey: GreyFrame,
  format: Pick<PixelFormat, 'bitsStored' | 'signed'>,
  wish: GreyWish,
  palette: Palette,
): Uint8Array => {
  const tables = [palette.red, palette.green, palette.blue].map(eightBits);
  const signed = grey.values instanceof Int16Array;
  const count = grey.values instanceof Uint8Array ? 256 : 65_536;
  const colours = new Uint8Array(count * 3);
  const [modality, bright] = [modalityFor(grey, wish), brightness(grey, format, wish)];
  for (let at = 0; at < count; at += 1) {
    const part = clamped(bright(modality(signed ? (at << 16) >> 16 : at)));
    tables.forEach((table, channel) => {
      const entry = Math.round((wish.inverted ? 1 - part : part) * (table.length - 1));
      colours[at * 3 + channel] = table[entry] ?? 0;
    });
  }
  return colours;
};

/** Greys below the first value of a supplemental palette, its colours from there on (PS3.3 C.7.6.19). */
const supplemented = (grey: GreyFrame, greys: Uint8Array, { red, green, blue }: Palette): Uint8Array => {
  const tables = [red, green, blue].map(eightBits);
  const signed = grey.values instanceof Int16Array;
  const colours = new Uint8Array(greys.length * 3);
  for (let at = 0; at < greys.length; at += 1) {
    const entry = (signed ? (at << 16) >> 16 : at) - red.first;
    tables.forEach((table, channel) => {
      const shown = entry < 0 ? greys[at] : table[Math.min(entry, table.length - 1)];
      colours[at * 3 + channel] = shown ?? 0;
    });
  }
  return colours;
};

/** An image's greys: a straight line where one will do, else a curve. */
export const greyLook = (
  grey: GreyFrame,
  format: Pick<PixelFormat, 'bitsStored' | 'signed'>,
  wanted: GreyWish,
): GreyLook => {
  const wish = appliesTo(grey, wanted);
  const { lower, upper, flipped } = storedRange(windowInForce(grey, wish), grey);
  const supplement = wish.presented === null ? grey.supplement : undefined;
  const straight = wish.presented === null && grey.windowShape !== 'sigmoid' && supplement === undefined;
  const palette = wish.presented?.palette ?? null;
  const curve = straight ? null : curveOf(grey, format, wish);
  return {
    lower,
    upper,
    inverted: (grey.inverted !== flipped) !== wish.inverted,
    curve,
    ...(palette !== null && { colours: coloursOf(grey, format, wish, palette) }),
    ...(supplement !== undefined && curve !== null && { colours: supplemented(grey, curve, supplement) }),
  };
};
