import { useStore } from 'zustand';
import { referenceLine } from '../../viewer/stage/reference-line.ts';
import { transform } from '../../viewer/stage/pose.ts';
import { useCell, useView } from './cell-context.ts';
import { useController } from './controller-context.ts';
import { useImages } from './store.ts';

/** Where the active cell's slice cuts this cell's picture. */
export function ReferenceLines() {
  const cell = useCell();
  const { engine } = useController();
  const active = useStore(engine.store, (state) => state.active);
  const lines = useStore(engine.store, (state) => state.lines);
  const affine = useView((view) => view.affine);
  // Anew for each image of the active cell.
  useImages(({ view }) => view.image);
  if (!lines || active === cell.id || affine === null) return null;
  const from = engine.cell(active).stack;
  const [cut, on] = [from.plane, cell.stack.plane];
  const common = from.frameOfReference !== null && from.frameOfReference === cell.stack.frameOfReference;
  const line = !common || cut === null || on === null ? null : referenceLine(cut, on);
  if (line === null) return null;
  const [a, b] = [transform(affine, line[0]), transform(affine, line[1])];
  return (
    <svg aria-hidden className="images-reference" width="100%" height="100%">
      <line className="images-reference-shadow" x1={a.x} y1={a.y} x2={b.x} y2={b.y} />
      <line className="images-reference-line" x1={a.x} y1={a.y} x2={b.x} y2={b.y} />
    </svg>
  );
}
