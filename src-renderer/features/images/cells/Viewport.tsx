import { Film, ImageOff, RotateCw } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../../src-shared/errors.ts';
import { Button } from '../../../ui/buttons/Button.tsx';
import { useCell, useCellState, useView } from './cell-context.ts';
import { layouts } from '../commands/layout.ts';
import { useController } from '../controller-context.ts';
import { LayersButton } from '../layers/LayersButton.tsx';
import { ErrorInstead, InsteadOfImage } from './InsteadOfImage.tsx';
import { Overlay } from './Overlay.tsx';
import { AnnotationLayer } from '../notes/AnnotationLayer.tsx';
import { ReferenceLines } from './ReferenceLines.tsx';
import { Magnifier } from './Magnifier.tsx';
import { findSeries, useImages } from '../store.ts';
import { seriesName } from '../words.ts';
import './viewport.css';

function Failed({ error, onRetry }: { readonly error: AppError; readonly onRetry: () => void }) {
  const { t } = useTranslation();
  const cell = useCell();
  const isFilm = error.code === 'instance-is-video';
  return (
    <ErrorInstead icon={ImageOff} error={error}>
      {isFilm ? (
        <Button icon={Film} onPress={() => cell.openFilm()}>
          {t('images.objects.seeFilm')}
        </Button>
      ) : (
        <Button icon={RotateCw} onPress={onRetry}>
          {t('common.retry')}
        </Button>
      )}
    </ErrorInstead>
  );
}

function Instead() {
  const { t } = useTranslation();
  const cell = useCell();
  const list = useCellState((state) => state.list);
  const picture = useView((view) => view.picture);
  const count = useView((view) => view.count);
  if (list.kind === 'none') return null;
  if (list.kind === 'failed') return <Failed error={list.error} onRetry={() => cell.retry()} />;
  if (list.kind === 'ready' && count === 0) {
    return (
      <InsteadOfImage icon={ImageOff} title={t('images.noPictureTitle')}>
        <p>{t('images.noPicture')}</p>
      </InsteadOfImage>
    );
  }
  if (picture.kind === 'failed') {
    return <Failed error={picture.error} onRetry={() => cell.retry()} />;
  }
  if (picture.kind === 'shown') return null;
  return <p className="images-loading">{t('images.loadingImage')}</p>;
}

/** The image itself, with what stands on it. */
export function Viewport() {
  const { t } = useTranslation();
  const cell = useCell();
  const controller = useController();
  const canvas = useRef<HTMLDivElement>(null);
  const index = useView((view) => view.index);
  const count = useView((view) => view.count);
  const shown = useView((view) => view.picture.kind === 'shown');
  const tool = useImages((state) => state.engine.tool);
  const active = useImages((state) => state.engine.active === cell.id);
  const firstImage = useImages((state) => state.firstImage);
  const address = useCellState((state) => state.series);
  const series = findSeries(
    useImages((state) => state.exams),
    address,
  );
  useEffect(() => (canvas.current === null ? undefined : cell.attach(canvas.current)), [cell]);
  const label =
    count === 0
      ? t('images.title')
      : t('images.viewport', {
          index: index + 1,
          count,
          series: series === undefined ? '' : seriesName(t, series),
        });
  return (
    <div
      className="images-viewport"
      // Arrow keys belong to the images here, also for a screen reader.
      role="application"
      aria-label={label}
      aria-describedby={`images-viewport-help-${cell.id}`}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- an application takes the focus (ARIA 1.2 §5.3.1)
      tabIndex={0}
      data-testid="viewport"
      data-active={active}
      onDoubleClick={({ target }) => {
        if (target instanceof Element && target.closest('button, input') !== null) return;
        if (layouts.alone.enabled(useImages.getState())) layouts.alone.run(controller);
      }}
      data-tool={tool}
      data-image={index + 1}
      data-count={count}
      data-state={shown ? 'shown' : 'waiting'}
      data-first-image-ms={firstImage ?? undefined}
    >
      <div ref={canvas} className="images-canvas" style={{ visibility: shown ? 'visible' : 'hidden' }} />
      {shown && <ReferenceLines />}
      {shown && <AnnotationLayer />}
      <Magnifier />
      <Overlay />
      {shown && <LayersButton />}
      <Instead />
      <span id={`images-viewport-help-${cell.id}`} className="images-hidden">
        {t('images.viewportHelp')}
      </span>
    </div>
  );
}
