import { useStore } from 'zustand';
import { referenceLine } from '../../../viewer/stage/reference-line.ts';
import { transform } from '../../../viewer/stage/pose.ts';
import { useCell, useView } from './cell-context.ts';
import { useController } from '../controller-context.ts';
import { StraightLine } from './StraightLine.tsx';
import { useImages } from '../store.ts';

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
  const [from, here] = [engine.cell(active).stack.space, cell.stack.space];
  const [cut, on] = [from.plane, here.plane];
  const common = from.frameOfReference !== null && from.frameOfReference === here.frameOfReference;
  const line = !common || cut === null || on === null ? null : referenceLine(cut, on);
  if (line === null) return null;
  return (
    <div aria-hidden className="images-reference">
      <StraightLine
        className="images-reference-line"
        from={transform(affine, line[0])}
        to={transform(affine, line[1])}
      />
    </div>
  );
}
