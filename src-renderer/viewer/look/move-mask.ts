import type { MaskShift } from '../dicom/types.ts';

/** A shift as it holds for one frame. */
export type Move = Omit<MaskShift, 'ranges'>;

interface Grid {
  readonly values: Float32Array;
  readonly rows: number;
  readonly columns: number;
}

const within = (at: number, count: number): number => Math.max(0, Math.min(count - 1, at));

/** From one column to another, both included. */
type Span = readonly [number, number];

/** Copies a row's span as it is after the move; what comes in from outside is as its edge. */
const moveSpan = (
  { values, rows, columns }: Grid,
  out: Float32Array,
  row: number,
  [first, last]: Span,
  { down, right }: Move,
): void => {
  const y = within(row - down, rows);
  const [top, bottom] = [Math.floor(y), Math.min(rows - 1, Math.floor(y) + 1)];
  const low = y - top;
  for (let column = first; column <= last; column += 1) {
    const x = within(column - right, columns);
    const [left, next] = [Math.floor(x), Math.min(columns - 1, Math.floor(x) + 1)];
    const far = x - left;
    const along = (line: number): number =>
      (values[line * columns + left] ?? 0) * (1 - far) + (values[line * columns + next] ?? 0) * far;
    out[row * columns + column] = along(top) * (1 - low) + along(bottom) * low;
  }
};

type Outline = NonNullable<Move['outline']>;

const NEAR = 1e-6;

/** Where a row lies within an outline whose corners are the middles of pixels: those on its lines are of it. */
const spansOf = (outline: Outline, row: number, columns: number): Span[] =>
  // Just above and just below: a line along the row is met by one of them.
  [row - NEAR, row + NEAR].flatMap((y) => {
    const crossings = outline
      .flatMap(([fromRow, fromColumn], at) => {
        const [toRow, toColumn] = outline[(at + 1) % outline.length] ?? [fromRow, fromColumn];
        if (fromRow > y === toRow > y) return [];
        return [fromColumn + ((y - fromRow) / (toRow - fromRow)) * (toColumn - fromColumn)];
      })
      .sort((a, b) => a - b);
    return crossings.flatMap((from, at): Span[] => {
      const to = crossings[at + 1];
      if (at % 2 === 1 || to === undefined) return [];
      const span: Span = [Math.max(0, Math.ceil(from - 1e-3)), Math.min(columns - 1, Math.floor(to + 1e-3))];
      return span[0] > span[1] ? [] : [span];
    });
  });

/**
 * A mask moved by parts of pixels, down and to the right where they are positive. Of several moves the last one counts that
 * holds for a pixel; where none does, it stays (PS3.3 C.11.19.1.2).
 */
export const movedMask = (
  values: Float32Array,
  rows: number,
  columns: number,
  moves: readonly Move[],
): Float32Array => {
  if (moves.every(({ down, right }) => down === 0 && right === 0)) return values;
  const grid = { values, rows, columns };
  const out = Float32Array.from(values);
  for (const move of moves) {
    const { outline } = move;
    for (let row = 0; row < rows; row += 1)
      for (const span of outline === null ? [[0, columns - 1] as const] : spansOf(outline, row, columns))
        moveSpan(grid, out, row, span, move);
  }
  return out;
};
