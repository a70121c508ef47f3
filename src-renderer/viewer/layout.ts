/** How a window is divided: up to four rows of up to four cells. */
export interface Layout {
  readonly rows: number;
  readonly columns: number;
}

export const MOST = 4;

const within = (count: number): number => Math.max(1, Math.min(MOST, Math.round(count)));

export const layoutOf = (rows: number, columns: number): Layout => ({
  rows: within(rows),
  columns: within(columns),
});

/** The cells of another layout: as many as it has fields, in their order; the active one always among them. */
export const rearranged = (
  cells: readonly number[],
  active: number,
  { rows, columns }: Layout,
  add: () => number,
): readonly number[] => {
  const count = rows * columns;
  const kept = cells.slice(0, count);
  if (!kept.includes(active) && cells.includes(active)) kept[kept.length - 1] = active;
  while (kept.length < count) kept.push(add());
  return kept;
};
