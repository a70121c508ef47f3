/** How much of a volume fits: each factor is how many voxels become one along columns, rows and slices. */
export interface Reduction {
  readonly factors: readonly [number, number, number];
  readonly bytes: number;
}

const BYTES_A_VOXEL = 2;
/** Coarser than this, a picture would hide what it should show. */
const COARSEST = 8;

/** Bytes that one volume may take, by the memory that the browser tells of (in GiB, at most 8). */
export const volumeLimit = (deviceMemory: number): number =>
  Math.max(128, Math.min(1280, deviceMemory * 160)) * 2 ** 20;

/**
 * The least reduction that fits `limit`; the finest direction gives way first, so that voxels come closer to cubes.
 * Null where even the coarsest would not fit.
 */
export const reductionFor = (
  size: readonly [number, number, number],
  stepLengths: readonly [number, number, number],
  limit: number,
): Reduction | null => {
  let [plane, through] = [1, 1];
  for (;;) {
    const voxels = Math.floor(size[0] / plane) * Math.floor(size[1] / plane) * Math.floor(size[2] / through);
    // Beside the voxels themselves: a copy of half the resolution for drawing while it moves.
    const bytes = voxels * BYTES_A_VOXEL * 1.125;
    if (bytes <= limit) return { factors: [plane, plane, through], bytes };
    if (Math.min(stepLengths[0], stepLengths[1]) * plane <= stepLengths[2] * through) plane *= 2;
    else through *= 2;
    if (plane > COARSEST || through > COARSEST) return null;
  }
};
