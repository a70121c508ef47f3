import { diskFailure, type Disk } from './disk.ts';

/** A disk without a byte left harms every program on it. */
const LEFT_TO_OTHERS = 512 * 2 ** 20;
const LEFT_SHARE = 0.05;

export interface Space {
  readonly free: number;
  readonly total: number;
  /** What may still be written on this disk before it is too full for anybody's good. */
  readonly spare: number;
}

/** Rejects with `AppFailure`. */
export async function spaceOn(disk: Disk, folder: string): Promise<Space> {
  const { free, total } = await disk.space(folder).catch((error: unknown) => {
    throw diskFailure(error, 'asking for the space left');
  });
  return { free, total, spare: free - Math.min(LEFT_TO_OTHERS, total * LEFT_SHARE) };
}
