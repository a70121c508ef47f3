import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/words/format.ts';
import type { LookPart } from '../../viewer/stack-look.ts';
import type { ViewState } from '../../viewer/view-state.ts';
import { Announcement } from './Announcement.tsx';
import { letterWords } from './cells/letter-words.ts';
import { annotationWords } from './notes/reading-words.ts';
import { useNotes } from './notes/use-notes.ts';
import { findSeries, useImages } from './store.ts';
import { seriesName, subtractionWords, windowWords } from './words.ts';

const subtractionSaid = (t: TFunction, subtraction: NonNullable<ViewState['subtraction']>): string =>
  subtraction.wished ? subtractionWords(t, subtraction) : t('images.subtracted.off');

/** What keys and buttons changed of the active image. */
export function ImageAnnouncement() {
  const { t } = useTranslation();
  const format = useFormat();
  const view = useImages((state) => state.view);
  const shown = useImages(
    ({ view: { count, cine }, cell }) => count > 0 && cell.other === null && cine?.playing !== true,
  );
  const series = useImages(({ exams, cell }) => findSeries(exams, cell.series));
  const chosen = useNotes(({ annotations, selected }) => annotations.find(({ id }) => id === selected));
  if (!shown) return <Announcement head="" parts={[]} />;
  const name = series === undefined ? '' : seriesName(t, series);
  const head = t('images.viewport', { index: view.index + 1, count: view.count, series: name });
  const told = (part: LookPart, words: string) =>
    view.askedBefore.includes(part) ? { asked: words } : words;
  return (
    <Announcement
      head={head}
      parts={[
        view.window === null ? null : told('light', windowWords(t, format, view.window).join(', ')),
        t('images.zoom', { percent: Math.round(view.pose.zoom * 100) }),
        t(view.inverted ? 'images.inverted' : 'images.notInverted'),
        view.subtraction === null ? '' : subtractionSaid(t, view.subtraction),
        view.letters === null ? null : told('lie', letterWords(t, view.letters)),
        chosen === undefined ? '' : annotationWords(t, format, chosen),
      ]}
    />
  );
}
