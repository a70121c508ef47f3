import { LayoutGrid } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { layoutOf, MOST } from '../../../viewer/layout.ts';
import { useController } from '../controller-context.ts';
import { useImages } from '../store.ts';
import './layout-menu.css';

const numbers = Array.from({ length: MOST }, (_, at) => at + 1);

/** Rows and columns. */
const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
};

function Grid({ onChoose }: { readonly onChoose: (rows: number, columns: number) => void }) {
  const { t } = useTranslation();
  const layout = useImages(({ engine }) => engine.layout);
  const [reach, setReach] = useState(layout);
  /** With the arrow keys, as one sees it. */
  const move = (event: KeyboardEvent<HTMLElement>): void => {
    const [down = 0, right = 0] = steps[event.key] ?? [];
    if (down === 0 && right === 0) return;
    const { rows, columns } = layoutOf(reach.rows + down, reach.columns + right);
    event.currentTarget.querySelector<HTMLElement>(`[data-place="${rows}x${columns}"]`)?.focus();
    event.preventDefault();
  };
  return (
    <>
      <p>{t('images.layout.words', { rows: reach.rows, columns: reach.columns })}</p>
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions -- moves between its buttons */}
      <div className="images-layout-grid" onKeyDown={move}>
        {numbers.flatMap((rows) =>
          numbers.map((columns) => {
            const current = rows === layout.rows && columns === layout.columns;
            return (
              <button
                key={`${rows}x${columns}`}
                type="button"
                data-place={`${rows}x${columns}`}
                // eslint-disable-next-line jsx-a11y/no-autofocus -- where one is, in what was just opened
                autoFocus={current}
                aria-label={t('images.layout.words', { rows, columns })}
                aria-current={current}
                data-reached={rows <= reach.rows && columns <= reach.columns}
                onPointerEnter={() => setReach({ rows, columns })}
                onFocus={() => setReach({ rows, columns })}
                onPointerUp={() => onChoose(rows, columns)}
                onClick={() => onChoose(rows, columns)}
              />
            );
          }),
        )}
      </div>
    </>
  );
}

/** How the window is divided, as a grid to choose from: point, drag or go with the keys to its lower right field. */
export function LayoutMenu() {
  const { t } = useTranslation();
  const controller = useController();
  const open = useImages((state) => state.choosingLayout);
  const setOpen = (choosingLayout: boolean): void => useImages.setState({ choosingLayout });
  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      <Button className="images-button images-button-symbol" aria-label={t('images.layout.title')}>
        <LayoutGrid aria-hidden className="images-icon" />
      </Button>
      <Popover className="ui-popover" offset={4}>
        <Dialog className="images-layout" aria-label={t('images.layout.title')}>
          <Grid
            onChoose={(rows, columns) => {
              setOpen(false);
              controller.setLayout(rows, columns);
            }}
          />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
