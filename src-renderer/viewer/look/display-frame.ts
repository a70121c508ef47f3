import type { SampleArray, StoredFrame } from '../decode/stored-frame.ts';
import { frameDescription } from '../dicom/describe.ts';
import type { InstanceDescription, LookupTable, Palette, Window, WindowShape } from '../dicom/types.ts';
import { toRgb, toScreen } from './colour.ts';

/** A frame as the screen gets it: integers and the line that turns them into units, or colours. */
export type DisplayFrame = GreyFrame | ColourFrame;

interface AnyFrame {
  /** Overlay planes that lay in the pixels' unused bits, one byte a pixel (see `OverlayPlane`). */
  readonly embedded?: readonly Uint8Array[];
  /** The file ends within it: so many rows from the top are there. */
  readonly rowsThere?: number;
}

export interface GreyFrame extends AnyFrame {
  readonly kind: 'grey';
  readonly rows: number;
  readonly columns: number;
  readonly values: Uint8Array | Int16Array | Uint16Array;
  readonly min: number;
  readonly max: number;
  /** `units = value * slope + intercept`. */
  readonly slope: number;
  readonly intercept: number;
  readonly units: string;
  /** Of the file, in units, or one that fits the values; never empty. */
  readonly windows: readonly [Window, ...Window[]];
  readonly windowShape: WindowShape;
  /** MONOCHROME1: the lowest value is white. */
  readonly inverted: boolean;
  /** What its values went through, a table of the image's own or a mask: they are no stored values any more. */
  readonly through: 'modality' | 'voi' | 'subtraction' | null;
  /** What of that carries no picture, as its lowest and highest value: nothing is measured there. */
  readonly padding?: readonly [number, number];
  /** Values that are colours, from the palette's first on. */
  readonly supplement?: Palette;
  /** What is measured, where the values above are not that: fewer steps than the file has, or those of a VOI's table, or a difference. */
  readonly measured?: {
    readonly values: SampleArray;
    readonly slope: number;
    readonly intercept: number;
    readonly units: string;
  };
}

export interface ColourFrame extends AnyFrame {
  readonly kind: 'colour';
  readonly rows: number;
  readonly columns: number;
  /** RGB RGB RGB. */
  readonly pixels: Uint8Array;
}

interface Values {
  readonly values: GreyFrame['values'];
  readonly slope: number;
  readonly intercept: number;
}

const minMax = (values: SampleArray): readonly [number, number] => {
  let [min, max] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return Number.isFinite(min) && Number.isFinite(max) ? [min, max] : [0, 0];
};

type Padding = readonly [number, number] | null;

export const isPadding = (value: number, padding: Padding): boolean =>
  padding !== null && value >= padding[0] && value <= padding[1];

/**
 * Floats and 32-bit integers in 65,536 steps: finer than any screen, and small enough for a texture. What was not measured
 * (padding, no number at all) takes no part in the range, and is drawn as its lowest.
 */
const quantised = (samples: SampleArray, padding: Padding): Values => {
  const isThere = (value: number): boolean => Number.isFinite(value) && !isPadding(value, padding);
  const [min, max] = minMax(samples.filter(isThere));
  const slope = max > min ? (max - min) / 65_535 : 1;
  const values = new Uint16Array(samples.length);
  samples.forEach((value, at) => {
    if (isThere(value)) values[at] = Math.round((value - min) / slope);
  });
  return { values, slope, intercept: min };
};

const integers = (samples: SampleArray, padding: Padding): Values => {
  if (samples instanceof Int8Array) return { values: Int16Array.from(samples), slope: 1, intercept: 0 };
  if (samples instanceof Uint8Array || samples instanceof Int16Array || samples instanceof Uint16Array) {
    return { values: samples, slope: 1, intercept: 0 };
  }
  return quantised(samples, padding);
};

const throughTable = (samples: SampleArray, { entries, first }: LookupTable): Uint16Array => {
  const out = new Uint16Array(samples.length);
  const last = entries.length - 1;
  for (let at = 0; at < samples.length; at += 1) {
    const index = Math.round((samples[at] ?? 0) - first);
    out[at] = entries[index < 0 ? 0 : index > last ? last : index] ?? 0;
  }
  return out;
};

/** A window that leaves out the darkest and the brightest half percent, for a file that names none. */
export const automaticWindow = ({ values, slope, intercept }: Values, padding: Padding): Window => {
  const counts = new Uint32Array(65_536);
  const shift = values instanceof Int16Array ? 32_768 : 0;
  let total = 0;
  for (const value of values) {
    if (isPadding(value, padding)) continue;
    counts[value + shift] = (counts[value + shift] ?? 0) + 1;
    total += 1;
  }
  const quantile = (part: number): number => {
    let seen = 0;
    for (let bin = 0; bin < counts.length; bin += 1) {
      seen += counts[bin] ?? 0;
      if (seen > total * part) return bin - shift;
    }
    return 0;
  };
  const [low, high] = total === 0 ? [0, 1] : [quantile(0.005), quantile(0.995)];
  const [a, b] = [low * slope + intercept, Math.max(high, low + 1) * slope + intercept];
  return { center: (a + b) / 2, width: Math.max(Math.abs(b - a), Number.MIN_VALUE) };
};

/** Their values count or measure something, and are no greys yet. */
const measuring = new Set(['CT', 'MR', 'NM', 'PT', 'RTDOSE']);

/**
 * Eight bits of no unit are greys that the machine chose: an ultrasound image, a page that was scanned, a picture of a
 * screen. Without a window all that they can hold is seen (PS3.4 N.2.2); stretched, edges of letters would turn white.
 */
const asDrawn = (
  { format, modality }: Pick<InstanceDescription, 'format' | 'modality'>,
  { slope, intercept, units }: { readonly slope: number; readonly intercept: number; readonly units: string },
): Window | null => {
  const isGrey = slope === 1 && intercept === 0 && units === '' && !measuring.has(modality);
  if (format.kind !== 'integer' || format.signed || format.bitsStored > 8 || !isGrey) return null;
  // LINEAR counts in whole steps (PS3.3 C.11.2.1.2.1): so each grey is the one that was drawn.
  const greys = 2 ** format.bitsStored;
  return { center: greys / 2, width: greys };
};

const greyFrame = (frame: StoredFrame, instance: InstanceDescription, index: number): GreyFrame => {
  const { look } = frameDescription(instance, index);
  const table = instance.format.kind === 'integer' ? look.modalityTable : null;
  const fromTable = table !== null;
  const raw: Values = fromTable
    ? { values: throughTable(frame.samples, table), slope: 1, intercept: 0 }
    : integers(frame.samples, instance.padding);
  const [slope, intercept] = fromTable ? [1, 0] : [look.slope, look.intercept];
  const modality: Values = {
    values: raw.values,
    slope: raw.slope * slope,
    intercept: raw.intercept * slope + intercept,
  };
  const coarse = !fromTable && frame.samples.BYTES_PER_ELEMENT > 2;
  const exact = { values: coarse ? frame.samples : raw.values, slope, intercept, units: look.units };
  const base = {
    kind: 'grey' as const,
    rows: frame.rows,
    columns: frame.columns,
    inverted: frame.photometric === 'MONOCHROME1',
    ...(!fromTable && instance.padding !== null && { padding: instance.padding }),
    through: fromTable ? ('modality' as const) : null,
  };
  const [first, ...more] = look.windows;
  if (first === undefined && look.voiTable !== null) {
    const units = Float64Array.from(modality.values, (value) => value * modality.slope + modality.intercept);
    const values = throughTable(units, look.voiTable);
    const [min, max] = minMax(values);
    const full = 2 ** look.voiTable.bits;
    const window = { center: full / 2, width: full };
    return {
      ...base,
      through: 'voi',
      measured: exact,
      values,
      min,
      max,
      slope: 1,
      intercept: 0,
      units: '',
      windows: [window],
      windowShape: 'linear',
    };
  }
  const [min, max] = minMax(modality.values);
  const drawn =
    fromTable || instance.supplement ? null : asDrawn(instance, { slope, intercept, units: look.units });
  const wholeSteps = (first ?? drawn ?? null) !== null && Math.abs(modality.slope) >= 1;
  const supplement = coarse || fromTable ? null : instance.supplement;
  const colours: Padding = supplement === null ? null : [supplement.red.first, Infinity];
  const padding = coarse || fromTable ? null : (colours ?? instance.padding);
  return {
    ...base,
    ...modality,
    ...(coarse && { measured: exact }),
    ...(supplement !== null && { supplement }),
    min,
    max,
    units: look.units,
    windows: first === undefined ? [drawn ?? automaticWindow(modality, padding)] : [first, ...more],
    // LINEAR counts in whole steps (PS3.3 C.11.2.1.2.1): wrong by far where a step is a fraction of a unit.
    windowShape: look.windowShape === 'linear' && !wholeSteps ? 'linear-exact' : look.windowShape,
  };
};

/** Turns stored values into what the screen gets (PS3.3 C.11: modality, then VOI; palette and colour spaces). */
export const displayFrame = (
  frame: StoredFrame,
  instance: InstanceDescription,
  index: number,
): DisplayFrame => {
  const { format, palette, profile } = instance;
  if (frame.samplesPerPixel === 1 && palette === null) return greyFrame(frame, instance, index);
  const pixels = toRgb(frame, format, palette);
  if (profile !== null) toScreen(pixels, profile);
  return { kind: 'colour', rows: frame.rows, columns: frame.columns, pixels };
};

export const frameByteLength = (frame: DisplayFrame): number =>
  frame.kind === 'grey'
    ? frame.values.byteLength + (frame.measured?.values.byteLength ?? 0)
    : frame.pixels.byteLength;
