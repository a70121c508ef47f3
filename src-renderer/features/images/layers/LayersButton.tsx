import { Layers } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button as AriaButton, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import { useStore } from 'zustand';
import type { InstanceHeader } from '../../../../src-shared/domain/series.ts';
import { Checkbox } from '../../../ui/fields/Checkbox.tsx';
import { useFormat } from '../../../ui/words/format.ts';
import type { Annex } from '../../../viewer/layers/layer-book.ts';
import { useCellState, useView } from '../cells/cell-context.ts';
import { useController } from '../controller-context.ts';
import { Opacity } from './Opacity.tsx';
import { Swatch } from './Swatch.tsx';
import './layers.css';

const belongsTo = ({ images, frameOfReferenceUid }: Annex, headers: readonly InstanceHeader[]): boolean =>
  headers.some(
    (header) =>
      images.has(header.sopInstanceUid) ||
      (frameOfReferenceUid !== null &&
        frameOfReferenceUid !== '' &&
        header.frameOfReferenceUid === frameOfReferenceUid),
  );

/** What can be laid over the images of this cell's series. */
const useAnnexes = (): readonly Annex[] => {
  const controller = useController();
  const address = useCellState((state) => state.series);
  const annexes = useStore(controller.engine.layers.store, (state) => state.annexes);
  const [headers, setHeaders] = useState<readonly InstanceHeader[]>([]);
  useEffect(() => {
    let left = false;
    if (address !== null && annexes.length > 0)
      controller.contents.instances(address).then(
        (found) => {
          if (!left) setHeaders(found);
        },
        () => undefined,
      );
    return () => {
      left = true;
    };
  }, [controller, address, annexes]);
  return annexes.filter((annex) => belongsTo(annex, headers));
};

function AnnexRow({ annex }: { readonly annex: Annex }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { layers } = useController().engine;
  const on = useStore(layers.store, (state) => state.shown.includes(annex.id));
  const hidden = useStore(layers.store, (state) => state.hidden[annex.id]) ?? [];
  const doseWords = (percent: number, from: number, units: string): string =>
    units === ''
      ? t('images.layers.dosePercent', { percent })
      : t('images.layers.dose', { percent, from: format.value(from), units });
  const name = annex.label === '' ? t(`images.objects.kinds.${annex.kind}`) : annex.label;
  return (
    <li>
      <Checkbox isSelected={on} onChange={(selected) => layers.show(annex.id, selected)}>
        {name}
      </Checkbox>
      {on && annex.parts.length > 0 && (
        <ul className="layers-parts">
          {annex.parts.map(({ number, name: part, colour, dose }) => (
            <li key={number} className="layers-part">
              <Swatch colour={colour} />
              <Checkbox
                isSelected={!hidden.includes(number)}
                onChange={(selected) => layers.showPart(annex.id, number, selected)}
              >
                {dose === undefined
                  ? part === ''
                    ? t('images.objects.unnamedPart', { number })
                    : part
                  : doseWords(number, dose.from, dose.units)}
              </Checkbox>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

/** Outlines, presentations and the scanner's own marks: a button on the picture, where there are any. */
export function LayersButton() {
  const { t } = useTranslation();
  const { layers } = useController().engine;
  const annexes = useAnnexes();
  const hasMarks = useView((view) => view.marked);
  const marks = useStore(layers.store, (state) => state.marks);
  const filled = useStore(layers.store, (state) =>
    annexes.some(({ id, kind }) => kind !== 'presentation-state' && state.shown.includes(id)),
  );
  if (annexes.length === 0 && !hasMarks) return null;
  return (
    <DialogTrigger>
      <AriaButton className="layers-button">
        <Layers aria-hidden className="ui-icon" />
        {t('images.layers.button')}
      </AriaButton>
      <Popover className="layers-popover" placement="bottom start">
        <Dialog className="layers-dialog">
          <Heading slot="title">{t('images.layers.title')}</Heading>
          <ul className="layers-list">
            {annexes.map((annex) => (
              <AnnexRow key={annex.id} annex={annex} />
            ))}
            {hasMarks && (
              <li>
                <Checkbox isSelected={marks} onChange={(selected) => layers.setMarks(selected)}>
                  {t('images.layers.marks')}
                </Checkbox>
              </li>
            )}
          </ul>
          {filled && (
            <>
              <Opacity />
              <p className="layers-caution">{t('images.layers.caution')}</p>
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
