import { curve } from './canvas.ts';
import { noiseTexture } from './noise.ts';
import { blend, both, ellipsoid, shrink, tube, within, without, type Solid } from './solids.ts';

/*
 * A right knee; the middle of the joint is the origin, x to the patient's left (the inner side), y back, z up.
 */

export const kneeTissues = [
  'air',
  'skin',
  'fat',
  'muscle',
  'marrow',
  'cortex',
  'cartilage',
  'meniscus',
  'ligament',
  'cruciate',
  'fluid',
  'vessel',
] as const;
export type KneeTissue = (typeof kneeTissues)[number];

const femur = blend(
  14,
  without(
    blend(
      12,
      ellipsoid(23, 6, 16, 17, 28, 23),
      ellipsoid(-23, 4, 15, 17, 27, 21.5),
      ellipsoid(-2, -12, 24, 34, 20, 22),
    ),
    blend(4, ellipsoid(0, 22, 2, 8.5, 24, 19), ellipsoid(-1, -36, 24, 9, 10, 30)),
  ),
  tube([
    [0, -4, 34, 24],
    [1, -5, 60, 17],
    [2, -6, 105, 14.5],
  ]),
);
const tibia = blend(
  10,
  both(
    blend(6, ellipsoid(20, 5, -21, 21, 27, 17), ellipsoid(-20, 5, -21, 21, 24, 17)),
    (_x, _y, z) => z + 8.6,
  ),
  tube([
    [0, 2, -28, 23],
    [1, 3, -52, 18],
    [2, 5, -105, 13],
  ]),
  ellipsoid(-2, -19, -44, 9, 8, 13),
  ellipsoid(5, 3, -8.5, 2.4, 6, 4),
  ellipsoid(-5, 4, -8.5, 2.4, 5, 4),
);
const fibula = tube([
  [-36, 22, -26, 7.5],
  [-36.5, 22, -36, 8.5],
  [-37, 20, -54, 6],
  [-37, 18, -105, 6],
]);
const patella = both(ellipsoid(-2, -44, 23, 22, 11, 21.5), (x, y) => y + 36 + Math.abs(x + 3) * 0.16);
const boxed = {
  femur: within([-46, 46, -42, 42, -12, 110], femur),
  tibia: within([-46, 46, -36, 38, -110, 2], tibia),
  fibula: within([-48, -24, 8, 34, -110, -14], fibula),
  patella: within([-28, 24, -60, -30, -4, 50], patella),
} as const;
const bones = [
  { solid: boxed.femur, cortex: curve([34, 1.3], [62, 3.4]), scar: 27 },
  { solid: boxed.tibia, cortex: curve([-60, 3.2], [-34, 1.3]), scar: -22 },
  { solid: boxed.fibula, cortex: () => 1.8, scar: 0 },
  { solid: boxed.patella, cortex: () => 1.4, scar: 0 },
];

/** A C of wedges: `turn` of the gap lies towards the middle of the joint. */
function meniscus(side: 1 | -1, rx: number, ry: number): Solid {
  const cx = side * 22;
  return (x, y, z) => {
    if (z > 2 || z < -11) return 9;
    const u = (x - cx) / rx;
    const v = (y - 4) / ry;
    const f = Math.sqrt(u * u + v * v);
    const rho = (f - 1) * Math.min(rx, ry);
    if (side * u < -0.62 && Math.abs(v) < 0.62) return 9;
    // From the rim, seven millimetres high, to an edge like a knife.
    const half = Math.max(0, 3.9 * ((rho + 12) / 12));
    return Math.max(Math.abs(z + 4.4 - rho * 0.04) - half, rho, -rho - 12);
  };
}
const medialMeniscus = meniscus(1, 21, 24);
const lateralMeniscus = meniscus(-1, 20, 21);
/** The tear: a hair's breadth of fluid in the posterior horn of the inner meniscus, down to the tibia. */
const tear: Solid = (x, y, z) =>
  x < 8 || x > 36 || y < 15 || y > 27 ? 9 : Math.abs(z + 4.6 + (y - 21) * 0.32) - 0.55;

const cartilages: readonly Solid[] = [
  within([-46, 46, -42, 40, -14, 34], (x, y, z) => {
    // Thick where it bears weight, nothing where the joint ends.
    const end = z - 9 - Math.max(0, -y - 4) * 0.9;
    if (end > 0) return 9;
    return femur(x, y, z) - 2.5 * Math.min(1, Math.max(0, -end / 9));
  }),
  within(
    [-44, 44, -28, 34, -12, -4],
    both(
      shrink(tibia, -2.2),
      (x) => 6 - Math.abs(x),
      (_x, _y, z) => (-z - 9.4) * 0.8,
    ),
  ),
  within(
    [-26, 24, -40, -28, 4, 42],
    both(shrink(patella, -3.2), (x, y) => -y - 37.5 - Math.abs(x + 3) * 0.1),
  ),
];

const patellarTendon = tube(
  [
    [-2, -48, 6, 2.6],
    [-2, -43, -18, 2.5],
    [-2, -29, -44, 2.6],
  ],
  4.6,
);
const quadricepsTendon = tube(
  [
    [-2, -50, 38, 3.2],
    [-1, -42, 70, 3],
    [0, -38, 105, 3],
  ],
  5,
);
const anteriorCruciate = within(
  [-14, 10, -14, 22, -16, 22],
  tube([
    [3, -7, -9, 4],
    [-1, 2, 2, 3.8],
    [-7, 14, 15, 4],
  ]),
);
const posteriorCruciate = tube([
  [0, 27, -18, 4.6],
  [1, 24, -4, 5],
  [4, 12, 8, 5.2],
  [8, 0, 11, 5],
]);
const medialLigament = tube(
  [
    [41, 0, 26, 1.2],
    [43.5, 0, 0, 1.5],
    [39, -4, -40, 1.2],
  ],
  1,
);
const lateralLigament = tube([
  [-41, 6, 16, 2],
  [-42, 12, -4, 2],
  [-38, 20, -24, 2.2],
]);
const ligaments: readonly Solid[] = [
  within([-18, 14, -56, -22, -52, 12], patellarTendon),
  within([-22, 18, -58, -30, 30, 110], quadricepsTendon),
  within([-8, 18, -8, 36, -26, 20], posteriorCruciate),
  within([34, 48, -10, 8, -44, 30], medialLigament),
  within([-48, -32, 0, 28, -30, 22], lateralLigament),
];

const effusion = within(
  [-40, 34, -40, 34, -10, 78],
  blend(
    4,
    ellipsoid(-2, -33, 50, 21, 4.5, 24),
    ellipsoid(24, -22, 26, 4, 12, 15),
    ellipsoid(-32, -20, 25, 4, 10, 13),
    ellipsoid(0, 26, 2, 12, 4, 8),
  ),
);

const legWidth = curve([-105, 47], [-40, 50], [0, 55], [40, 57], [105, 70]);
const legDepth = curve([-105, 52], [-40, 53], [0, 56], [40, 60], [105, 70]);
const legMiddle = curve([-105, 12], [0, 3], [105, 3]);
/** Rows and axial slices ask for one height many times. */
let level = { z: Number.NaN, rx: 1, ry: 1, middle: 0 };
const leg: Solid = (x, y, z) => {
  if (level.z !== z) level = { z, rx: legWidth(z), ry: legDepth(z), middle: legMiddle(z) };
  const { rx, ry } = level;
  const v = y - level.middle;
  const f = Math.sqrt((x / rx) ** 2 + (v / ry) ** 2);
  const body = (f - 1) * Math.min(rx, ry);
  // The kneecap stands out.
  return Math.min(body, Math.hypot(x + 2, y + 34, (z - 18) * 0.55) - 26);
};

/** Centres and radii: vastus medialis and lateralis, biceps, semimembranosus, sartorius, gastrocnemius, popliteus… */
const muscles = [
  [34, -14, 82, 18, 34, 58],
  [-34, -12, 88, 20, 38, 58],
  [0, -24, 104, 30, 12, 40],
  [-34, 36, 60, 13, 17, 70],
  [28, 40, 58, 16, 15, 66],
  [46, 22, 20, 6, 12, 80],
  [20, 46, -42, 17, 15, 62],
  [-20, 46, -44, 16, 14, 60],
  [-4, 32, -46, 24, 8, 24],
  [-24, -2, -84, 14, 22, 50],
  [0, 36, -100, 34, 14, 40],
].map(([cx = 0, cy = 0, cz = 0, rx = 1, ry = 1, rz = 1]) => {
  const least = Math.min(rx, ry, rz);
  // Beyond this, nothing of it can be seen.
  const reach = (1 + 3 / least) ** 2;
  return { cx, cy, cz, ux: 1 / rx, uy: 1 / ry, uz: 1 / rz, reach, solid: ellipsoid(cx, cy, cz, rx, ry, rz) };
});
const vessels: readonly Solid[] = [
  tube([
    [-2, 42, 105, 4],
    [-1, 38, 20, 3.4],
    [-3, 40, -30, 3.2],
    [-4, 36, -105, 2.4],
  ]),
  tube([
    [-7, 46, 105, 4.6],
    [-6, 44, 20, 4],
    [-8, 46, -30, 3.6],
  ]),
];
const nerve = tube([
  [-14, 50, 105, 3.4],
  [-12, 50, 20, 3],
  [-10, 50, -60, 2.6],
]);

const grain = noiseTexture(31, 2);
const grainAt = (x: number, y: number, z: number): number =>
  grain.at(Math.round(x * 2 + z * 2 + 500), Math.round(y * 2 - z * 2 + 500));
/** Streaks of fat along the muscles. */
const fibres = noiseTexture(32, 1, 12);
const streakAt = (x: number, y: number, z: number): number =>
  fibres.at(Math.round(z * 1.5) + 500, Math.round((x + y * 0.6) * 2.2) + 500);

function mix(value: number, edge: number, d: number, tissue: number): number {
  const coverage = 0.5 - d / edge;
  if (coverage <= 0) return value;
  return coverage >= 1 ? tissue : value + (tissue - value) * coverage;
}

/** Mixes the signals of what lies at a point; `signals` by tissue. `edge`: millimetres over which two tissues mix. */
export function kneeSignal(
  signals: Readonly<Record<KneeTissue, number>>,
  edge: number,
): (x: number, y: number, z: number) => number {
  return (x, y, z) => {
    const outside = leg(x, y, z);
    if (outside > edge) return signals.air;
    let value = mix(signals.air, edge, outside, signals.skin);
    value = mix(value, edge, outside + 1.6, signals.fat * (1 + 0.025 * grainAt(x, y, z)));
    for (const muscle of muscles) {
      const u = (x - muscle.cx) * muscle.ux;
      const v = (y - muscle.cy) * muscle.uy;
      const w = (z - muscle.cz) * muscle.uz;
      if (u * u + v * v + w * w > muscle.reach) continue;
      const d = Math.max(muscle.solid(x, y, z), outside + 7);
      if (d > 1.5) continue;
      value = mix(value, edge, d - 0.7, signals.ligament);
      const streak = streakAt(x, y, z);
      value = mix(
        value,
        edge,
        d,
        signals.muscle + (streak > 1.1 ? (signals.fat - signals.muscle) * 0.12 * streak : 0),
      );
    }
    if (y > 26) for (const vessel of vessels) value = mix(value, edge, vessel(x, y, z), signals.vessel);
    value = mix(value, edge, nerve(x, y, z), (signals.muscle + signals.fat) / 2);
    value = mix(value, edge, effusion(x, y, z), signals.fluid);
    for (const cartilage of cartilages) {
      const d = cartilage(x, y, z);
      value = mix(value, edge, d - 0.5, signals.fluid);
      value = mix(value, edge, d, signals.cartilage);
    }
    for (const ligament of ligaments) value = mix(value, edge, ligament(x, y, z), signals.ligament);
    for (const { solid, cortex, scar } of bones) {
      const d = solid(x, y, z);
      if (d > edge) continue;
      value = mix(value, edge, d, signals.cortex);
      const away = Math.abs(z - scar + 0.004 * x * x);
      const line = scar === 0 ? 0 : Math.max(0, 1 - away / 0.9) * 0.35;
      value = mix(value, edge, d + cortex(z), signals.marrow * (1 + 0.045 * grainAt(x, y, z) - line));
    }
    const meniscal = Math.min(medialMeniscus(x, y, z), lateralMeniscus(x, y, z));
    value = mix(value, edge, meniscal, signals.meniscus);
    if (meniscal < 0) value = mix(value, edge, Math.max(tear(x, y, z), meniscal + 0.4), signals.fluid * 0.85);
    const strands = Math.max(0.4, 0.9 + 0.25 * streakAt(x * 2, y, z));
    value = mix(value, edge, anteriorCruciate(x, y, z), signals.cruciate * strands);
    return value;
  };
}
