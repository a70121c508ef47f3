import type { Window } from '../dicom/types.ts';

export const spacePresets = ['bone', 'vessels', 'soft', 'lung', 'mr', 'mip'] as const;
export type SpacePreset = (typeof spacePresets)[number];

/** What a value looks like from outside: how much a millimetre of it hides, and its colour. */
interface TransferPoint {
  readonly value: number;
  /** 0 is clear; 1 hides what is behind. */
  readonly opacity: number;
  readonly colour: readonly [number, number, number];
}

const bone: readonly TransferPoint[] = [
  { value: 120, opacity: 0, colour: [150, 110, 90] },
  { value: 220, opacity: 0.08, colour: [205, 175, 145] },
  { value: 400, opacity: 0.55, colour: [236, 220, 195] },
  { value: 1000, opacity: 0.9, colour: [250, 244, 232] },
  { value: 3000, opacity: 1, colour: [255, 255, 255] },
];

const vessels: readonly TransferPoint[] = [
  { value: 110, opacity: 0, colour: [150, 40, 40] },
  { value: 180, opacity: 0.18, colour: [190, 70, 60] },
  { value: 300, opacity: 0.5, colour: [225, 140, 110] },
  { value: 500, opacity: 0.75, colour: [240, 215, 190] },
  { value: 1200, opacity: 0.95, colour: [255, 250, 240] },
];

const soft: readonly TransferPoint[] = [
  { value: -350, opacity: 0, colour: [190, 150, 130] },
  { value: -150, opacity: 0.18, colour: [205, 165, 140] },
  { value: 20, opacity: 0.45, colour: [200, 140, 115] },
  { value: 120, opacity: 0.6, colour: [225, 180, 150] },
  { value: 500, opacity: 0.9, colour: [250, 240, 225] },
];

const lung: readonly TransferPoint[] = [
  { value: -980, opacity: 0, colour: [90, 110, 130] },
  { value: -880, opacity: 0.012, colour: [120, 140, 160] },
  { value: -700, opacity: 0.04, colour: [160, 175, 190] },
  { value: -500, opacity: 0.1, colour: [200, 205, 210] },
  { value: -300, opacity: 0.02, colour: [215, 205, 200] },
  { value: -150, opacity: 0, colour: [215, 190, 180] },
  { value: 150, opacity: 0, colour: [235, 220, 200] },
  { value: 500, opacity: 0.25, colour: [250, 244, 232] },
];

/** For values without a fixed meaning: from the dark to the bright end of the window. */
const byWindow = ({ center, width }: Window): readonly TransferPoint[] => [
  { value: center - width * 0.25, opacity: 0, colour: [110, 105, 100] },
  { value: center, opacity: 0.1, colour: [165, 155, 145] },
  { value: center + width * 0.3, opacity: 0.5, colour: [220, 212, 200] },
  { value: center + width, opacity: 0.9, colour: [255, 252, 245] },
];

/** Presets that mean something for a modality; the first is where one begins. */
export const presetsFor = (modality: string, units: string): readonly SpacePreset[] => {
  if (modality === 'CT' && units === 'HU') return ['bone', 'vessels', 'soft', 'lung', 'mip'];
  return modality === 'PT' || modality === 'NM' ? ['mip', 'mr'] : ['mr', 'mip'];
};

/** What a projection of the highest values shows: of a CT, vessels and bone rather than the window of its slices. */
export const mipWindow = (modality: string, units: string, window: Window): Window => {
  if (modality === 'CT' && units === 'HU') return { center: 500, width: 1200 };
  return { center: window.center + window.width * 0.25, width: window.width * 1.5 };
};

const pointsOf = (preset: Exclude<SpacePreset, 'mip'>, window: Window): readonly TransferPoint[] => {
  switch (preset) {
    case 'bone':
      return bone;
    case 'vessels':
      return vessels;
    case 'soft':
      return soft;
    case 'lung':
      return lung;
    case 'mr':
      return byWindow(window);
  }
};

/** Entries of a look-up table over 16 bits with sign: 16 values share one. */
export const TABLE_BITS = 4;
const ENTRIES = 65_536 >> TABLE_BITS;

/** `(value + 32768) >> TABLE_BITS` is a value's entry. */
export interface TransferTable {
  /** Of one step. */
  readonly opacity: Float32Array;
  /** Red, green, blue, one after another. */
  readonly colour: Uint8Array;
}

/** `shift` raises all thresholds, in units; `step` is in millimetres. */
export const transferTable = (
  preset: Exclude<SpacePreset, 'mip'>,
  window: Window,
  scale: { readonly slope: number; readonly intercept: number },
  shift: number,
  step: number,
): TransferTable => {
  const points = pointsOf(preset, window);
  const opacity = new Float32Array(ENTRIES);
  const colour = new Uint8Array(ENTRIES * 3);
  for (let entry = 0; entry < ENTRIES; entry += 1) {
    const value =
      ((entry << TABLE_BITS) - 32_768 + (1 << (TABLE_BITS - 1))) * scale.slope + scale.intercept - shift;
    const after = points.findIndex((point) => point.value > value);
    const b = after === -1 ? points.at(-1) : points[after];
    const a = after === -1 ? b : (points[after - 1] ?? b);
    if (a === undefined || b === undefined) continue;
    const part = b.value > a.value ? (value - a.value) / (b.value - a.value) : 0;
    const whole = after === 0 ? 0 : a.opacity + (b.opacity - a.opacity) * part;
    // Half as thick a step hides half as much (Beer and Lambert).
    opacity[entry] = 1 - (1 - Math.min(0.9999, whole)) ** step;
    for (let channel = 0; channel < 3; channel += 1) {
      const from = a.colour[channel] ?? 0;
      colour[entry * 3 + channel] = from + ((b.colour[channel] ?? 0) - from) * part;
    }
  }
  return { opacity, colour };
};
