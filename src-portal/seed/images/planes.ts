export type Vector = readonly [x: number, y: number, z: number];

/** A stack of parallel slices, as DICOM's image plane module describes it (PS3.3 C.7.6.2). */
export interface Stack {
  /** Direction of a row from left to right, and of a column downwards: unit vectors. */
  readonly row: Vector;
  readonly column: Vector;
  /** Centre of the first slice and the step to the next, millimetres. */
  readonly centre: Vector;
  readonly step: Vector;
  readonly size: number;
  readonly pixel: number;
}

export const orientations = {
  axial: { row: [1, 0, 0], column: [0, 1, 0] },
  sagittal: { row: [0, 1, 0], column: [0, 0, -1] },
  coronal: { row: [1, 0, 0], column: [0, 0, -1] },
} as const satisfies Record<string, Pick<Stack, 'row' | 'column'>>;

const add = (a: Vector, b: Vector, factor: number): Vector => [
  a[0] + b[0] * factor,
  a[1] + b[1] * factor,
  a[2] + b[2] * factor,
];

/** Position of the first pixel's centre in slice `index` (from 0). */
export function origin({ row, column, centre, step, size, pixel }: Stack, index: number): Vector {
  const half = -((size - 1) / 2) * pixel;
  return add(add(add(centre, step, index), row, half), column, half);
}

/** Asks a function of space for every pixel of a slice. */
export function sample(
  stack: Stack,
  index: number,
  signal: (x: number, y: number, z: number) => number,
): Float32Array {
  const { row, column, size, pixel } = stack;
  const [x0, y0, z0] = origin(stack, index);
  const values = new Float32Array(size * size);
  for (let j = 0; j < size; j++) {
    for (let i = 0; i < size; i++) {
      const u = i * pixel;
      const v = j * pixel;
      values[j * size + i] = signal(
        x0 + row[0] * u + column[0] * v,
        y0 + row[1] * u + column[1] * v,
        z0 + row[2] * u + column[2] * v,
      );
    }
  }
  return values;
}
