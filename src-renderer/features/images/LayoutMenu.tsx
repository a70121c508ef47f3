import { LayoutGrid } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { MOST } from '../../viewer/layout.ts';
import { useController } from './controller-context.ts';
import { useImages } from './store.ts';
import './layout-menu.css';

const numbers = Array.from({ length: MOST }, (_, at) => at + 1);

/** How the window is divided, as a grid to choose from: point, drag or go with the keys to its lower right field. */
export function LayoutMenu() {
  const { t } = useTranslation();
  const controller = useController();
  const layout = useImages(({ engine }) => engine.layout);
  const [open, setOpen] = useState(false);
  const [reach, setReach] = useState(layout);
  const choose = (rows: number, columns: number): void => {
    setOpen(false);
    controller.setLayout(rows, columns);
  };
  return (
    <DialogTrigger
      isOpen={open}
      onOpenChange={(now) => {
        setReach(layout);
        setOpen(now);
      }}
    >
      <Button className="images-button images-button-symbol" aria-label={t('images.layout.title')}>
        <LayoutGrid aria-hidden className="images-icon" />
      </Button>
      <Popover className="ui-popover" offset={4}>
        <Dialog className="images-layout" aria-label={t('images.layout.title')}>
          <p>{t('images.layout.words', { rows: reach.rows, columns: reach.columns })}</p>
          <div className="images-layout-grid">
            {numbers.flatMap((rows) =>
              numbers.map((columns) => (
                <button
                  key={`${rows}x${columns}`}
                  type="button"
                  aria-label={t('images.layout.words', { rows, columns })}
                  aria-current={rows === layout.rows && columns === layout.columns}
                  data-reached={rows <= reach.rows && columns <= reach.columns}
                  onPointerEnter={() => setReach({ rows, columns })}
                  onFocus={() => setReach({ rows, columns })}
                  onPointerUp={() => choose(rows, columns)}
                  onClick={() => choose(rows, columns)}
                />
              )),
            )}
          </div>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
