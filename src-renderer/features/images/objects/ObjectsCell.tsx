import { ChevronLeft, ChevronRight, FileQuestion, RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Button } from '../../../ui/buttons/Button.tsx';
import { IconButton } from '../../../ui/buttons/IconButton.tsx';
import type { CellView } from '../../../viewer/cell-view.ts';
import { ObjectsView } from '../../../viewer/objects/objects-view.ts';
import type { DicomObject } from '../../../viewer/objects/read-object.ts';
import { useCell } from '../cells/cell-context.ts';
import { ErrorInstead, InsteadOfImage } from '../cells/InsteadOfImage.tsx';
import { findSeries, useImages } from '../store.ts';
import { seriesName } from '../words.ts';
import { AnnexBody } from './AnnexBody.tsx';
import { DocumentBody } from './DocumentBody.tsx';
import { KeyObjectsBody } from './KeyObjectsBody.tsx';
import { ReportBody } from './ReportBody.tsx';
import { VideoBody } from './VideoBody.tsx';
import { WaveformBody } from './WaveformBody.tsx';
import './objects.css';

interface BodyProps {
  readonly object: DicomObject;
  readonly name: string;
  readonly view: ObjectsView;
}

function Body({ object, name, view }: BodyProps) {
  const { t } = useTranslation();
  switch (object.kind) {
    case 'report':
      return <ReportBody object={object} />;
    case 'key-objects':
      return <KeyObjectsBody object={object} />;
    case 'waveform':
      return <WaveformBody object={object} />;
    case 'document':
      return <DocumentBody object={object} name={name} />;
    case 'video':
      return <VideoBody object={object} name={name} />;
    case 'presentation-state':
    case 'structure-set':
    case 'segmentation':
    case 'dose':
      return <AnnexBody object={object} view={view} />;
    case 'unshown':
      return (
        <InsteadOfImage icon={FileQuestion} title={t(`images.objects.kinds.${object.of}`)}>
          <p>{t('images.objects.forPrograms')}</p>
        </InsteadOfImage>
      );
  }
}

function Turner({ view }: { readonly view: ObjectsView }) {
  const { t } = useTranslation();
  const index = useStore(view.store, (state) => state.index);
  const count = useStore(view.store, (state) => state.count);
  if (count < 2) return null;
  return (
    <div className="objects-turner">
      <IconButton
        icon={ChevronLeft}
        label={t('images.objects.previous')}
        isDisabled={index === 0}
        onPress={() => view.goTo(index - 1)}
      />
      <span aria-live="polite">{t('images.counter', { index: index + 1, count })}</span>
      <IconButton
        icon={ChevronRight}
        label={t('images.objects.next')}
        isDisabled={index === count - 1}
        onPress={() => view.goTo(index + 1)}
      />
    </div>
  );
}

function Shown({ view }: { readonly view: ObjectsView }) {
  const { t } = useTranslation();
  const shown = useStore(view.store, (state) => state.shown);
  const exams = useImages((state) => state.exams);
  const series = findSeries(exams, view.address);
  const name = series === undefined ? '' : seriesName(t, series);
  switch (shown.kind) {
    case 'loading':
      return <p className="images-loading">{t('images.objects.opening')}</p>;
    case 'failed':
      return (
        <ErrorInstead icon={FileQuestion} error={shown.error}>
          <Button icon={RotateCw} onPress={() => view.retry()}>
            {t('common.retry')}
          </Button>
        </ErrorInstead>
      );
    case 'ready':
      return <Body key={view.store.getState().index} object={shown.object} name={name} view={view} />;
  }
}

/** A cell with a report, a film, an ECG: what is in an exam and is no stack of images. */
export default function ObjectsCell({ view }: { readonly view: CellView }) {
  const { t } = useTranslation();
  const cell = useCell();
  if (!(view instanceof ObjectsView)) return null;
  return (
    <div className="objects" data-testid="objects">
      <Turner view={view} />
      {cell.hasImages && (
        <div className="objects-turner">
          <Button icon={ChevronLeft} onPress={() => cell.giveBack()}>
            {t('images.objects.backToImages')}
          </Button>
        </div>
      )}
      <Shown view={view} />
    </div>
  );
}
