import { curve } from './canvas.ts';
import { noiseTexture } from './noise.ts';
import { blend, ellipsoid, tube, type Solid } from './solids.ts';
import { waves } from './waves.ts';

/* A head; the origin lies between the thalami, x to the patient's left, y back, z up; millimetres. */

export const headTissues = [
  'air',
  'scalp',
  'bone',
  'marrow',
  'fluid',
  'grey',
  'white',
  'deep',
  'muscle',
  'vessel',
  'lesion',
  'eye',
] as const;
export type HeadTissue = (typeof headTissues)[number];

export interface BrainAge {
  /** Millimetres by which sulci and ventricles are wider than in a young adult. */
  readonly atrophy: number;
  /** Spots in the white matter beside the ventricles. */
  readonly spots: number;
  readonly seed: number;
}

export const ages: Readonly<Record<'young' | 'old', BrainAge>> = {
  young: { atrophy: 0, spots: 0, seed: 611 },
  old: { atrophy: 0.75, spots: 9, seed: 512 },
};

const grain = noiseTexture(77, 2);
const grainAt = (x: number, y: number, z: number): number =>
  grain.at(Math.round(x * 1.6 + z * 3 + 400), Math.round(y * 1.6 - z * 3 + 400));

/** Rounder than an ellipsoid at the temples, narrower at the front. */
function headShape(grow: number): Solid {
  const skull = ellipsoid(0, 6, 8, 69 + grow, 88 + grow, 76 + grow);
  const face = ellipsoid(0, -42, -52, 50 + grow, 44 + grow, 66 + grow);
  const neck = tube([
    [0, 36, -60, 46 + grow],
    [0, 34, -140, 44 + grow],
  ]);
  return blend(24, (x, y, z) => skull(x * (1 - y * 0.0011), y, z), face, neck);
}
const head = headShape(7);
const vault = ellipsoid(0, 6, 10, 67, 86, 73);
/** The floor of the skull: steps down from the eyes to the back. */
const floorAt = curve([-32, -15], [-22, -19], [4, -42], [30, -58], [60, -56], [84, -30]);
const cranium: Solid = (x, y, z) => Math.max(vault(x * (1 - y * 0.0011), y, z), (floorAt(y) - z) * 0.8);

const bothHalves = ellipsoid(0, 5, 12, 65, 83.5, 68.5);
const temporalLobe = ellipsoid(43, -6, -16, 22, 44, 24);
const tentorium = curve([-8, -44], [14, -36], [40, -15], [80, -13]);
const cisterns = ellipsoid(0, 13, -24, 19, 25, 17);
const cerebrum: Solid = (x, y, z) => {
  const half = bothHalves(x * (1 - y * 0.0012), y, z);
  const side = temporalLobe(Math.abs(x), y, z);
  return Math.max(Math.min(half, side), (tentorium(y) - z) * 0.85, -cisterns(x, y, z));
};

const cerebellarHalf = ellipsoid(21, 51, -38, 34, 33, 23);
const vermis = ellipsoid(0, 49, -33, 15, 25, 20);
const cerebellum: Solid = (x, y, z) => Math.min(cerebellarHalf(Math.abs(x), y, z), vermis(x, y, z));
const brainstem = blend(
  8,
  ellipsoid(0, 17, -36, 15, 13, 17),
  tube([
    [0, 10, -14, 12],
    [0, 20, -36, 12],
    [0, 30, -60, 8],
    [0, 34, -140, 6],
  ]),
);

function ventricles(atrophy: number): Solid {
  const lateral = tube([
    [9, -30, 14, 4.2 + atrophy * 2],
    [8, -8, 21, 4.6 + atrophy * 2],
    [13, 18, 21, 5 + atrophy * 2.2],
    [24, 34, 10, 5.6 + atrophy * 2.2],
    [32, 20, -8, 2.6 + atrophy],
    [31, -2, -18, 2 + atrophy],
  ]);
  const horn = tube([
    [24, 34, 10, 4 + atrophy],
    [22, 54, 8, 2],
  ]);
  const third = ellipsoid(0, -2, 2, 2 + atrophy * 1.6, 15, 9);
  const fourth = ellipsoid(0, 34, -36, 7, 5, 9);
  return (x, y, z) => {
    const side = Math.abs(x);
    return Math.min(lateral(side, y, z), horn(side, y, z), third(x, y, z), fourth(x, y, z));
  };
}
const callosum = tube(
  [
    [0, -36, 6, 4.5],
    [0, -38, 18, 4.5],
    [0, -20, 28, 3.4],
    [0, 10, 30, 3.2],
    [0, 34, 24, 4.6],
    [0, 38, 16, 5],
  ],
  3,
);
const thalamus = ellipsoid(11.5, 6, 3, 8.5, 15, 9);
const lentiform = ellipsoid(25, -8, 2, 5.5, 17, 10);
const caudate = ellipsoid(13.5, -24, 12, 5, 11, 9);
const deepGrey: Solid = (x, y, z) => {
  const side = Math.abs(x);
  return Math.min(thalamus(side, y, z), lentiform(side, y, z), caudate(side, y, z));
};

const eye = ellipsoid(31, -72, -20, 12, 12, 12);
const orbitFat = ellipsoid(29, -58, -20, 17, 30, 17);
const airSpaces = [
  ellipsoid(8, -62, -32, 7, 20, 16),
  ellipsoid(27, -56, -52, 14, 16, 15),
  ellipsoid(0, -26, -34, 12, 10, 9),
  ellipsoid(12, -82, 2, 10, 4.5, 10),
  ellipsoid(0, -20, -78, 9, 9, 34),
] as const;
const sinuses: Solid = (x, y, z) => {
  let d = 99;
  for (const space of airSpaces) d = Math.min(d, space(Math.abs(x), y, z));
  return d;
};
const temporalMuscle = ellipsoid(66, -26, -14, 6, 22, 34);
const sagittalSinus = (x: number, y: number, z: number): number => {
  const radius = Math.hypot((y - 6) / 84, (z - 10) / 71);
  return y > -60 && z > -12 ? Math.max(Math.abs(x) - 4, Math.abs(radius - 1) * 76 - 4) : 9;
};

const mix = (value: number, edge: number, d: number, tissue: number): number => {
  const coverage = 0.5 - d / edge;
  if (coverage <= 0) return value;
  return coverage >= 1 ? tissue : value + (tissue - value) * coverage;
};

/** Mixes the signals of what lies at a point; `edge`: millimetres over which two tissues mix. */
export function brainSignal(
  signals: Readonly<Record<HeadTissue, number>>,
  { atrophy, spots, seed }: BrainAge,
  edge: number,
): Solid {
  const folds = waves(seed, 26, 6);
  const folia = waves(seed + 1, 7, 3);
  const spaces = ventricles(atrophy);
  const lesions = Array.from({ length: spots }, (_, index) => {
    const turn = index * 2.4;
    const side = index % 2 === 0 ? 1 : -1;
    return ellipsoid(side * (19 + (index % 3) * 5), -30 + index * 9, 22 + Math.sin(turn) * 5, 2.2, 2.6, 2.8);
  });

  /** The cortex follows the surface and every fold down to its floor. */
  const hemispheres = (x: number, y: number, z: number, surface: number): number => {
    const depth = -surface;
    const across = Math.abs(x) - (1.1 + atrophy * 0.5);
    if (across < 0 && callosum(x, y, z) > 0 && z > -6) return signals.fluid;
    const reach = 21 + 5 * Math.sin(y * 0.11 + x * 0.07);
    const nearSurface = Math.min(depth, callosum(x, y, z) < 6 ? 99 : across);
    const insula =
      Math.hypot((Math.abs(x) - 44) * 1.4, (z - 2 + y * 0.12) * 1.1, Math.max(0, Math.abs(y + 6) - 20)) - 3;
    let sulcus = nearSurface < reach ? folds(x, y, z) + Math.max(0, nearSurface - reach + 5) * 0.6 : 99;
    sulcus = Math.min(sulcus, insula + 1);
    const ribbon = Math.min(nearSurface, sulcus - (0.45 + atrophy));
    if (ribbon > 5) return signals.white;
    let value = mix(signals.white, edge, ribbon - 3.1, signals.grey);
    value = mix(value, edge, ribbon, signals.fluid);
    return value;
  };

  return (x, y, z) => {
    const outside = head(x, y, z);
    if (outside > edge) return signals.air;
    const texture = 1 + 0.02 * grainAt(x, y, z);
    let value = mix(signals.air, edge, outside, signals.muscle);
    value = mix(value, edge, outside + 1.2, signals.scalp * texture);
    const skull = cranium(x, y, z);
    if (z < -20 || skull > 9) {
      const soft = outside + 8;
      value = mix(value, edge, soft, signals.muscle * texture);
      if (folia(x * 0.6, y * 0.6, z * 0.35) < 0.3)
        value = mix(value, edge, soft, signals.muscle + (signals.scalp - signals.muscle) * 0.28);
    }
    value = mix(value, edge, temporalMuscle(Math.abs(x), y, z), signals.muscle * texture);
    if (skull < 9) {
      value = mix(value, edge, skull - 6.5, signals.bone);
      if (z > -24) value = mix(value, edge, Math.abs(skull - 3.9) - 1.2, signals.marrow * texture);
    }
    const orbit = orbitFat(Math.abs(x), y, z);
    value = mix(value, edge, orbit, signals.scalp * texture);
    value = mix(value, edge, Math.max(orbit + 3, Math.hypot(Math.abs(x) - 27, z + 20) - 2.6), signals.muscle);
    value = mix(value, edge, eye(Math.abs(x), y, z), signals.eye);
    value = mix(value, edge, eye(Math.abs(x), y + 7.5, z) + 7.5, signals.muscle);
    if (skull < 1) {
      value = mix(value, edge, skull, signals.bone);
      value = mix(value, edge, skull + 0.6, signals.fluid);
      const surface = cerebrum(x, y, z) + 1 + atrophy;
      if (surface < edge) value = mix(value, edge, surface, hemispheres(x, y, z, surface));
      const small = cerebellum(x, y, z);
      if (small < edge) {
        const leaf = folia(x * 0.5, y, z * 1.3);
        const inner =
          small < -10
            ? signals.white
            : leaf < 0.35 && small > -9
              ? signals.fluid * 0.5 + signals.grey * 0.5
              : signals.grey;
        value = mix(value, edge, small, mix(signals.grey, 3, small + 10, inner));
        if (small >= -10) value = mix(value, edge, small, inner);
      }
      value = mix(value, edge, Math.max(sagittalSinus(x, y, z), skull), signals.vessel);
    }
    value = mix(value, edge, brainstem(x, y, z) - 1.5, z < -60 ? signals.fluid : value);
    value = mix(value, edge, brainstem(x, y, z), signals.white * 0.96 * texture);
    if (skull < 0) {
      value = mix(value, edge, callosum(x, y, z), signals.white);
      value = mix(value, 2, deepGrey(x, y, z), signals.deep);
      for (const lesion of lesions) value = mix(value, 2, lesion(x, y, z), signals.lesion);
      const inside = spaces(x, y, z);
      // A thin bright cap around the ventricles is normal; brighter with age.
      value = mix(value, 2.5, inside - 0.6 - atrophy * 0.8, value + (signals.lesion - value) * 0.3);
      value = mix(value, edge, inside, signals.fluid);
    }
    if (y > -8 || skull < -6) return value;
    const hollow = sinuses(x, y, z);
    value = mix(value, edge, hollow - 1, signals.muscle);
    return mix(value, edge, hollow, signals.air);
  };
}
