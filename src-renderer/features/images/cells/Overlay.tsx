import { useTranslation } from 'react-i18next';
import { sameImage } from '../../../../src-shared/domain/notes.ts';
import { useFormat } from '../../../ui/words/format.ts';
import { useCellState, useView } from './cell-context.ts';
import { Edges } from './Edges.tsx';
import { useNotes } from '../notes/use-notes.ts';
import { findSeries, useImages } from '../store.ts';
import { birthDateWords, scaleWords, seriesName, subtractionWords, windowWords } from '../words.ts';
import './overlay.css';

function Scale() {
  const { t } = useTranslation();
  const format = useFormat();
  const scale = useView((view) => view.scale);
  if (scale === null) return null;
  const words = scaleWords(t, format, scale.millimetres, scale.atDetector);
  return (
    <span className="images-scale">
      <span className="images-scale-bar" style={{ width: scale.length }} />
      {words}
    </span>
  );
}

function Technical() {
  const { t } = useTranslation();
  const format = useFormat();
  const view = useView((state) => state);
  const [width, centre] = view.window === null ? [] : windowWords(t, format, view.window);
  return (
    <>
      {view.window !== null && view.presentation?.byTables !== true && (
        <span className="images-window">
          <span>{width}</span> · <span>{centre}</span>
        </span>
      )}
      <span className="images-zoom">{t('images.zoom', { percent: Math.round(view.pose.zoom * 100) })}</span>
    </>
  );
}

function KeyImage() {
  const { t } = useTranslation();
  const image = useView((view) => view.image);
  const marked = useNotes(
    ({ keyImages }) => image !== null && keyImages.some((each) => sameImage(each, image)),
  );
  return marked ? <span>★ {t('images.keep.marked')}</span> : null;
}

/** What one must know before one trusts the picture. */
function Notices() {
  const { t } = useTranslation();
  const partial = useView((view) => view.partial);
  const tile = useView((view) => view.tile && view.count > 1);
  const presentation = useView((view) => view.presentation);
  const subtraction = useView((view) => view.subtraction);
  return (
    <>
      {subtraction?.wished === true && <strong>{subtractionWords(t, subtraction)}</strong>}
      {partial && <strong>{t('images.partial')}</strong>}
      {tile && <span>{t('images.tile')}</span>}
      {presentation !== null && (
        <span>
          {t('images.presented', { label: presentation.label })}
          {presentation.unshown !== null && ` (${t(`images.unshown.${presentation.unshown}`)})`}
        </span>
      )}
    </>
  );
}

/** What stands on the image: whose it is, which one, how it lies, how large it is. */
export function Overlay() {
  const { t, i18n } = useTranslation();
  const view = useView((state) => state);
  const mode = useImages((state) => state.mode);
  const texts = useImages((state) => state.texts);
  const address = useCellState((state) => state.series);
  const exams = useImages((state) => state.exams);
  const series = findSeries(exams, address);
  // Beside another exam each says when it was made.
  const exam = exams.length > 1 ? exams.find((each) => each.exam.id === address?.examId)?.exam : undefined;
  const format = useFormat();
  if (view.picture.kind !== 'shown') return null;
  // How the patient lies, and what one must know before one trusts the picture, stay.
  if (!texts)
    return (
      <div className="images-overlay">
        {view.letters !== null && <Edges letters={view.letters} />}
        <div className="images-corner images-corner-bottom-right">
          <Notices />
          {view.inverted && <span>{t('images.inverted')}</span>}
        </div>
      </div>
    );
  const { patient } = view;
  const born = patient === null ? '' : birthDateWords(patient.birthDate, i18n.language);
  return (
    <div className="images-overlay">
      {view.letters !== null && <Edges letters={view.letters} />}
      <div className="images-corner images-corner-top-left">
        {patient !== null && patient.name !== '' && <span>{patient.name}</span>}
        {born !== '' && <span className="images-spare">{t('images.born', { date: born })}</span>}
        {mode === 'professional' && patient !== null && patient.id !== '' && (
          <span className="images-spare">{patient.id}</span>
        )}
      </div>
      <div className="images-corner images-corner-top-right">
        <span className="images-number">
          {t('images.counter', { index: view.index + 1, count: view.count })}
        </span>
        {series !== undefined && <span className="images-spare">{seriesName(t, series)}</span>}
        {exam !== undefined && <strong>{format.shortDate(exam.date)}</strong>}
        {view.laterality !== null && <strong>{t(`images.side.${view.laterality}`)}</strong>}
      </div>
      <div className="images-corner images-corner-bottom-left">
        <Scale />
      </div>
      <div className="images-corner images-corner-bottom-right">
        <KeyImage />
        <Notices />
        {view.inverted && <span>{t('images.inverted')}</span>}
        {mode === 'professional' && view.lossy && <span>{t('images.lossy')}</span>}
        {mode === 'professional' && view.uncorrected && <span>{t('images.uncorrected')}</span>}
        {mode === 'professional' && <Technical />}
      </div>
    </div>
  );
}
