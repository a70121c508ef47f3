import { ImageOff, Layers } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Header, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components';
import type { Series } from '../../../../src-shared/domain/series.ts';
import { useFormat } from '../../../ui/words/format.ts';
import { useController } from '../controller-context.ts';
import { allSeries } from '../exam-contents.ts';
import { dragSeries } from './series-drag.ts';
import { type ExamImages, useImages } from '../store.ts';
import { hasImages, modalityWords, seriesName } from '../words.ts';
import { useShownBeside } from './use-shown-beside.ts';
import { focusImage } from '../use-image-focus.ts';
import './series-list.css';

function LoadedPart({ seriesInstanceUid }: { readonly seriesInstanceUid: string }) {
  const { t } = useTranslation();
  // A film's frames are no images that failed.
  const shown = useImages(
    ({ view, cell }) => view.seriesInstanceUid === seriesInstanceUid && cell.other?.kind !== 'objects',
  );
  const ready = useImages((state) => state.view.ready);
  const failed = useImages((state) => state.view.failed);
  const count = useImages((state) => state.view.count);
  if (!shown || count === 0) return null;
  const done = ready + failed >= count;
  return (
    <>
      {!done && (
        <span className="images-series-progress" title={t('images.loaded', { ready, count })}>
          <span style={{ width: `${((ready + failed) / count) * 100}%` }} />
        </span>
      )}
      {failed > 0 && <span className="images-series-damaged">{t('images.damaged', { count: failed })}</span>}
    </>
  );
}

/** For who does not see its mark: it stands in a field that is not the active one. */
function ShownBeside({ seriesInstanceUid }: { readonly seriesInstanceUid: string }) {
  const { t } = useTranslation();
  const shown = useShownBeside(seriesInstanceUid);
  if (!shown) return null;
  return <span className="images-hidden images-series-beside">{t('images.shownBeside')}</span>;
}

function SeriesRow({ series }: { readonly series: Series }) {
  const { t } = useTranslation();
  const picture = useImages((state) => state.thumbnails[series.seriesInstanceUid]);
  const name = seriesName(t, series);
  const modality = modalityWords(t, series.modality);
  // An instance may hold many frames; how many is known once it is the series on screen.
  const frames = useImages(({ view }) =>
    view.seriesInstanceUid === series.seriesInstanceUid ? view.count : 0,
  );
  const count = t(hasImages(series) ? 'images.count' : 'images.objectCount', {
    count: Math.max(frames, series.instanceCount),
  });
  const Symbol = series.instanceCount === 0 ? ImageOff : Layers;
  return (
    <ListBoxItem id={series.seriesInstanceUid} className="images-series" textValue={name}>
      {/* The list has keys and clicks of its own; for dragging alone, a series is put into a field (`Cells.tsx`). */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        className="images-series-body"
        draggable
        // Long names are cut on screen.
        title={name}
        // The list would take the press for itself.
        onMouseDown={(event) => event.stopPropagation()}
        onDragStart={(event) => dragSeries(event, series.seriesInstanceUid)}
      >
        <span className="images-small images-series-picture">
          {picture === undefined ? (
            <Symbol aria-hidden className="images-icon" />
          ) : (
            <img src={picture} alt="" />
          )}
        </span>
        <span className="images-series-words">
          <span className="images-series-name">{name}</span>
          <span className="images-series-detail">{name === modality ? count : `${modality} · ${count}`}</span>
          <ShownBeside seriesInstanceUid={series.seriesInstanceUid} />
          <LoadedPart seriesInstanceUid={series.seriesInstanceUid} />
        </span>
      </div>
    </ListBoxItem>
  );
}

const rowsOf = (images: ExamImages | undefined) =>
  (images?.series ?? []).map((each) => <SeriesRow key={each.seriesInstanceUid} series={each} />);

/** The series to choose from; of several exams each under its name and date. */
export function SeriesList() {
  const { t } = useTranslation();
  const controller = useController();
  const format = useFormat();
  const exams = useImages((state) => state.exams);
  const selected = useImages(({ cell }) => cell.series?.seriesInstanceUid ?? null);
  // After a click the keys are the image's again, and at once: on a slow computer the next frame is long after the next
  // key. Who goes through the list with keys stays in it.
  const byHand = useRef(false);
  // By keys, or from a report, a series may be chosen that the list shows only further down.
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const row = list.current?.querySelector(`[data-key="${selected}"]`);
    row?.scrollIntoView({ block: 'nearest' });
  }, [selected, exams]);
  const giveKeys = (): void => {
    if (byHand.current) queueMicrotask(focusImage);
  };
  return (
    <nav
      className="images-side"
      aria-label={t('images.series')}
      onKeyDownCapture={() => (byHand.current = false)}
      onPointerDownCapture={() => (byHand.current = true)}
      // The list keeps clicks for itself.
      onClickCapture={giveKeys}
    >
      <ListBox
        ref={list}
        className="images-series-list"
        aria-label={t('images.series')}
        selectionMode="single"
        disallowEmptySelection
        // A series that is dragged into one field is not chosen for another.
        shouldSelectOnPressUp
        selectedKeys={selected === null ? [] : [selected]}
        onSelectionChange={(keys) => {
          const [key] = keys === 'all' ? [] : [...keys];
          const found = allSeries(exams).find((each) => each.seriesInstanceUid === key);
          if (found !== undefined) controller.select(found);
          // What stands there now may be another thing than at the click.
          giveKeys();
        }}
      >
        {exams.length === 1
          ? rowsOf(exams[0])
          : exams.map((each) => (
              <ListBoxSection key={each.exam.id} id={each.exam.id} className="images-series-exam">
                <Header>{`${each.exam.label} · ${format.shortDate(each.exam.date)}`}</Header>
                {rowsOf(each)}
              </ListBoxSection>
            ))}
      </ListBox>
    </nav>
  );
}
