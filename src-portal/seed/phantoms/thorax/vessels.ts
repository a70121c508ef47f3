import type { Canvas } from '../canvas.ts';
import { chain, Tubes } from '../tubes.ts';
import type { Blood } from './heart.ts';

/** Trachea, the main bronchi and their first branches. */
const airway = chain([
  [0, 12, -4, 9.2],
  [-1, 17, 50, 9.4],
  [-2, 22, 98, 9.2],
]);
const rightBronchus = chain([
  [-3, 22, 101, 8],
  [-20, 23, 114, 7.2],
  [-34, 22, 124, 6.6],
  [-40, 20, 142, 5.2],
  [-46, 26, 170, 3.6],
]);
const rightUpper = chain([
  [-26, 22, 117, 5.2],
  [-44, 18, 114, 4],
  [-56, 12, 108, 2.8],
]);
const leftBronchus = chain([
  [1, 22, 101, 7.2],
  [22, 25, 118, 6.4],
  [42, 27, 132, 5.6],
  [49, 30, 152, 4.4],
  [54, 36, 176, 3.2],
]);
const leftUpper = chain([
  [42, 26, 131, 4.8],
  [56, 14, 126, 3.4],
  [64, 6, 120, 2.5],
]);
const airways = new Tubes([...airway, ...rightBronchus, ...rightUpper, ...leftBronchus, ...leftUpper]);

const aorta = new Tubes(
  chain([
    [6, -22, 166, 17],
    [-2, -26, 146, 16.5],
    [-8, -24, 120, 16.5],
    [-7, -20, 98, 16],
    [0, -12, 82, 15],
    [12, 4, 76, 14],
    [22, 20, 80, 13.5],
    [27, 32, 94, 13],
    [27, 37, 130, 12.5],
    [24, 38, 190, 12.3],
    [14, 36, 260, 12],
    [8, 32, 310, 11.5],
  ]),
);
const archBranches = new Tubes([
  ...chain([
    [-2, -12, 78, 7],
    [-10, -10, 50, 6.4],
    [-18, -4, 25, 6],
    [-36, -2, 5, 5],
  ]),
  ...chain([
    [-18, -4, 26, 4],
    [-22, -4, -5, 3.8],
  ]),
  ...chain([
    [9, -2, 74, 4.4],
    [13, 0, 40, 4.2],
    [20, 0, -5, 4],
  ]),
  ...chain([
    [18, 12, 74, 5.2],
    [22, 14, 40, 5],
    [36, 8, 12, 4.8],
    [60, -4, 2, 4.2],
  ]),
]);
const pulmonary = new Tubes([
  ...chain([
    [16, -48, 166, 13.5],
    [21, -42, 146, 14],
    [22, -28, 126, 13.5],
    [20, -14, 118, 12],
  ]),
  ...chain([
    [20, -14, 119, 11.5],
    [2, -4, 121, 11],
    [-22, -1, 123, 10.5],
    [-40, 4, 128, 8.5],
    [-46, 14, 148, 7],
    [-50, 24, 175, 5.4],
  ]),
  ...chain([
    [-28, -1, 122, 7],
    [-44, -4, 112, 5.5],
    [-56, -2, 100, 4.2],
  ]),
  ...chain([
    [22, -16, 117, 11.5],
    [34, 2, 113, 10.5],
    [46, 18, 116, 9],
    [54, 30, 132, 7],
    [58, 38, 162, 5.6],
  ]),
  ...chain([
    [44, 8, 113, 6],
    [58, -2, 104, 4.6],
  ]),
]);
const pulmonaryVeins = new Tubes([
  ...chain([
    [-18, 8, 162, 8],
    [-40, 2, 150, 6.6],
    [-54, -8, 138, 5],
  ]),
  ...chain([
    [-14, 14, 172, 7.5],
    [-38, 20, 180, 6.2],
    [-52, 28, 190, 4.8],
  ]),
  ...chain([
    [36, 6, 160, 7.5],
    [52, -4, 146, 6],
    [62, -14, 134, 4.8],
  ]),
  ...chain([
    [34, 14, 172, 7.2],
    [50, 26, 182, 6],
    [60, 34, 192, 4.6],
  ]),
]);
const veins = new Tubes([
  ...chain([
    [-27, -18, 160, 10.5],
    [-29, -18, 110, 10],
    [-28, -22, 66, 9.5],
    [-32, -20, 40, 8],
    [-46, -20, 18, 7],
    [-74, -24, 4, 6],
  ]),
  ...chain([
    [-27, -22, 66, 8.5],
    [0, -36, 58, 7.5],
    [28, -30, 42, 7],
    [44, -20, 18, 6.5],
    [72, -24, 3, 6],
  ]),
]);
const belowTheHeart = new Tubes(
  chain([
    [-24, -4, 208, 11],
    [-24, 6, 240, 11.5],
    [-20, 12, 310, 11.5],
  ]),
);
const azygos = new Tubes([
  ...chain([
    [-28, -12, 96, 5],
    [-22, 12, 92, 4.6],
    [-12, 32, 102, 4.2],
    [-8, 37, 200, 4],
    [-7, 34, 310, 3.6],
  ]),
]);
const oesophagus = new Tubes(
  chain([
    [3, 28, -5, 6.4],
    [5, 33, 90, 6.6],
    [7, 34, 150, 6.8],
    [12, 28, 210, 7],
    [26, 8, 262, 8],
  ]),
);
const nodes = new Tubes([
  ...chain([
    [-17, 3, 86, 3.5],
    [-18, 3, 89, 3.5],
  ]),
  ...chain([
    [6, 6, 108, 2.8],
    [8, 6, 110, 2.8],
  ]),
  ...chain([
    [-4, 30, 128, 3],
    [-1, 31, 132, 3],
  ]),
]);

export function paintGreatVessels(canvas: Canvas, z: number, blood: Blood): void {
  const later = blood.vein > 100 ? 120 : 42;
  nodes.paint(canvas, z, 44);
  azygos.paint(canvas, z, later);
  belowTheHeart.paint(canvas, z, later);
  pulmonaryVeins.paint(canvas, z, blood.leftHeart);
  pulmonary.paint(canvas, z, blood.lungArtery);
  veins.paint(canvas, z, blood.vein);
  aorta.paint(canvas, z, 52);
  aorta.paint(canvas, z, blood.aorta, { grow: -1 });
  archBranches.paint(canvas, z, blood.aorta);
  oesophagus.paint(canvas, z, 42);
  if (z < 255) canvas.ellipse(6 + z * 0.01, 30 + z * 0.01, 1.7, 0.9, -560);
}

/** Walls first, then the air in them: a branch opens into its trunk. */
export function paintAirways(canvas: Canvas, z: number): void {
  airways.paint(canvas, z, 25, { grow: 1.3 });
  airways.paint(canvas, z, -995);
}
