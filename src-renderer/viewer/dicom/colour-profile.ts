import type { ColourProfile } from './types.ts';

type Numbers = readonly number[];

/** From XYZ under D50 (the profile's common ground) to sRGB's own red, green and blue, linear. */
const toSrgb: Numbers = [
  3.1338561, -1.6168667, -0.4906146, -0.9787684, 1.9161415, 0.033454, 0.0719453, -0.2289914, 1.4052427,
];

const fixed = (view: DataView, at: number): number => view.getInt32(at) / 65_536;

const text = (view: DataView, at: number): string =>
  String.fromCharCode(...Array.from({ length: 4 }, (_, letter) => view.getUint8(at + letter)));

/** How bright each of 256 steps is, from 0 to 1 (ICC.1 §10.6 curveType, §10.18 parametricCurveType). */
const curveAt = (view: DataView, at: number): Float32Array | null => {
  const steps = (of: (x: number) => number): Float32Array =>
    Float32Array.from({ length: 256 }, (_, step) => Math.max(0, Math.min(1, of(step / 255))));
  if (text(view, at) === 'curv') {
    const count = view.getUint32(at + 8);
    if (count === 0) return steps((x) => x);
    if (count === 1) return steps((x) => x ** (view.getUint16(at + 12) / 256));
    return steps((x) => {
      const place = x * (count - 1);
      const entry = (index: number): number =>
        view.getUint16(at + 12 + Math.min(index, count - 1) * 2) / 65_535;
      const low = Math.floor(place);
      return entry(low) + (entry(low + 1) - entry(low)) * (place - low);
    });
  }
  if (text(view, at) !== 'para') return null;
  const kind = view.getUint16(at + 8);
  const p = Array.from({ length: [1, 3, 4, 5, 7][kind] ?? 0 }, (_, index) =>
    fixed(view, at + 12 + index * 4),
  );
  const [g = 1, a = 1, b = 0, c = 0, d = 0, e = 0, f = 0] = p;
  switch (kind) {
    case 0:
      return steps((x) => x ** g);
    case 1:
      return steps((x) => (x >= -b / a ? (a * x + b) ** g : 0));
    case 2:
      return steps((x) => (x >= -b / a ? (a * x + b) ** g + c : c));
    case 3:
      return steps((x) => (x >= d ? (a * x + b) ** g : c * x));
    case 4:
      return steps((x) => (x >= d ? (a * x + b) ** g + e : c * x + f));
    default:
      return null;
  }
};

const gamma = (linear: number): number =>
  linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055;

/** What a screen is taken for needs no work. */
const isSrgb = ({ curves: [red, green, blue], matrix }: ColourProfile): boolean =>
  [0, 64, 128, 192, 255].every((step) =>
    [0, 1, 2].every((channel) => {
      const linear = [red[step] ?? 0, green[step] ?? 0, blue[step] ?? 0];
      const shown = linear.reduce((sum, value, at) => sum + value * (matrix[channel * 3 + at] ?? 0), 0);
      return Math.abs(gamma(Math.max(0, shown)) * 255 - step) < 2;
    }),
  );

const times = (one: Numbers, other: Numbers): number[] =>
  Array.from({ length: 9 }, (_, at) => {
    const [row, column] = [Math.floor(at / 3), at % 3];
    return [0, 1, 2].reduce((sum, k) => sum + (one[row * 3 + k] ?? 0) * (other[k * 3 + column] ?? 0), 0);
  });

const read = (view: DataView): ColourProfile | null => {
  if (text(view, 16) !== 'RGB ' || text(view, 20) !== 'XYZ ') return null;
  const count = Math.min(view.getUint32(128), 100);
  const tags = new Map(
    Array.from({ length: count }, (_, at) => [text(view, 132 + at * 12), view.getUint32(136 + at * 12)]),
  );
  const [r, g, b] = ['rXYZ', 'gXYZ', 'bXYZ'].map((tag) => tags.get(tag));
  if (r === undefined || g === undefined || b === undefined) return null;
  const columns = [r, g, b].map((at) => [0, 1, 2].map((axis) => fixed(view, at + 8 + axis * 4)));
  const [red, green, blue] = ['rTRC', 'gTRC', 'bTRC'].map((tag) => {
    const at = tags.get(tag);
    return at === undefined ? null : curveAt(view, at);
  });
  if (!red || !green || !blue) return null;
  const toXyz = [0, 1, 2].flatMap((axis) => columns.map((column) => column[axis] ?? 0));
  return { curves: [red, green, blue], matrix: times(toSrgb, toXyz) };
};

/** Its description, in ASCII or in UTF-16, names the colours that a screen is taken for. */
const namesSrgb = (value: Uint8Array): boolean =>
  /s\0?R\0?G\0?B/i.test(String.fromCharCode(...value.subarray(0, 4096)));

export interface ReadProfile {
  /** Null where colours stay as they are. */
  readonly profile: ColourProfile | null;
  /** They should not: the profile is of another kind, or damaged. */
  readonly unread: boolean;
}

const none: ReadProfile = { profile: null, unread: false };

/**
 * A device's colours by its ICC profile (PS3.3 C.11.15), as far as that is three curves and a matrix, as cameras' and
 * scanners' mostly are. Nothing is to be done for sRGB.
 */
export const readColourProfile = (value: Uint8Array | undefined): ReadProfile => {
  if (value === undefined) return none;
  let profile: ColourProfile | null = null;
  try {
    profile = read(new DataView(value.buffer, value.byteOffset, value.byteLength));
  } catch {
    // Damaged.
  }
  if (profile === null) return { profile, unread: !namesSrgb(value) };
  return isSrgb(profile) ? none : { profile, unread: false };
};
