import type { Bricks } from './pyramid.ts';
import type { SpaceView } from './space-view.ts';
import { TABLE_BITS, type TransferTable, transferTable } from './transfer.ts';

/** What of a volume is seen through a preset, and how it looks. */
export interface SpaceTables {
  readonly table: TransferTable;
  /** 1 for each brick that holds something to be seen. */
  readonly visible: Uint8Array;
}

const visibleBricks = (bricks: Bricks, { opacity }: TransferTable): Uint8Array => {
  const before = new Uint32Array(opacity.length + 1);
  for (let at = 0; at < opacity.length; at += 1) {
    before[at + 1] = (before[at] ?? 0) + ((opacity[at] ?? 0) > 0.0005 ? 1 : 0);
  }
  const visible = new Uint8Array(bricks.lowest.length);
  for (let at = 0; at < visible.length; at += 1) {
    const low = ((bricks.lowest[at] ?? 0) + 32_768) >> TABLE_BITS;
    const high = ((bricks.highest[at] ?? 0) + 32_768) >> TABLE_BITS;
    visible[at] = high >= low && (before[high + 1] ?? 0) > (before[low] ?? 0) ? 1 : 0;
  }
  return visible;
};

let kept: { readonly key: string; readonly bricks: Bricks; readonly tables: SpaceTables } | null = null;

/** For steps of `step` millimetres; the same object for all pictures while only the direction changes. */
export const spaceTables = (bricks: Bricks, view: SpaceView, step: number): SpaceTables => {
  const { preset, window, slope, intercept, shift } = view;
  const key = [preset, window.center, window.width, slope, intercept, shift, step].join();
  if (kept?.key === key && kept.bricks.lowest.buffer === bricks.lowest.buffer) return kept.tables;
  const table = transferTable(preset === 'mip' ? 'mr' : preset, window, { slope, intercept }, shift, step);
  kept = { key, bricks, tables: { table, visible: visibleBricks(bricks, table) } };
  return kept.tables;
};
