import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cell } from '../../../viewer/cell.ts';
import { CellContext, useCellState } from './cell-context.ts';
import { cellViews } from './cell-views.ts';
import { useController } from '../controller-context.ts';
import { focusImage } from '../use-image-focus.ts';
import { droppedSeries, isSeriesDrag } from '../series/series-drag.ts';
import { useImages } from '../store.ts';
import { Viewport } from './Viewport.tsx';

function Content() {
  const { t } = useTranslation();
  const other = useCellState((state) => state.other);
  const empty = useCellState((state) => state.series === null);
  const ready = useImages(({ stage }) => stage.kind === 'ready');
  const View = other === null ? undefined : cellViews[other.kind];
  if (other !== null && View !== undefined) {
    return (
      <Suspense>
        <View view={other} />
      </Suspense>
    );
  }
  return (
    <>
      <Viewport />
      {empty && ready && <p className="images-empty">{t('images.emptyCell')}</p>}
    </>
  );
}

function Field({ cell }: { readonly cell: Cell }) {
  const controller = useController();
  const active = useImages(({ engine }) => engine.active === cell.id);
  const hidden = useImages(({ engine }) => engine.alone && engine.active !== cell.id);
  const several = useImages(({ engine }) => engine.cells.length > 1 && !engine.alone);
  const activate = (): void => controller.engine.activate(cell.id);
  const [over, setOver] = useState(false);
  return (
    <div
      className="images-field"
      data-over={over}
      onDragOver={(event) => {
        if (!isSeriesDrag(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        setOver(true);
      }}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        // From one thing within it to another it is not left.
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false);
      }}
      onDrop={(event) => {
        const series = droppedSeries(event);
        setOver(false);
        if (series === null) return;
        event.preventDefault();
        activate();
        void cell.open(series);
        // The keys go along: left in another field, they would make that one active again when the window comes to the front.
        queueMicrotask(focusImage);
      }}
      data-active={active}
      data-several={several}
      hidden={hidden}
      onFocus={activate}
      onPointerDownCapture={activate}
    >
      <CellContext value={cell}>
        <Content />
      </CellContext>
    </div>
  );
}

/** The images, in as many fields as the layout has. */
export function Cells() {
  const controller = useController();
  const cells = useImages(({ engine }) => engine.cells);
  const layout = useImages(({ engine }) => engine.layout);
  const alone = useImages(({ engine }) => engine.alone);
  const { rows, columns } = alone ? { rows: 1, columns: 1 } : layout;
  return (
    <div
      className="images-cells"
      style={{
        gridTemplate: `repeat(${rows}, minmax(0, 1fr)) / repeat(${columns}, minmax(0, 1fr))`,
      }}
    >
      {cells.map((id) => (
        <Field key={id} cell={controller.engine.cell(id)} />
      ))}
    </div>
  );
}
