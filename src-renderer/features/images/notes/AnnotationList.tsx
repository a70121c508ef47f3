import { Pencil, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from 'react-aria-components';
import { type Annotation, sameImage } from '../../../../src-shared/domain/notes.ts';
import { useFormat } from '../../../ui/words/format.ts';
import { useController } from '../controller-context.ts';
import { useImages } from '../store.ts';
import { annotationWords } from './reading-words.ts';
import { useNotes } from './use-notes.ts';
import './notes.css';

function Row({ annotation, here }: { readonly annotation: Annotation; readonly here: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const controller = useController();
  const { notes } = controller.engine;
  const selected = useNotes((state) => state.selected === annotation.id);
  const words = annotationWords(t, format, annotation);
  const wordy = annotation.kind === 'text' || annotation.kind === 'arrow';
  return (
    <li className="images-note-row" data-selected={selected}>
      <Button
        className="images-button images-button-row images-note-words"
        onPress={() => {
          notes.select(annotation.id);
          controller.showImage(annotation.image);
        }}
      >
        <span>
          {words}
          {!here && <small>{t('images.annotation.elsewhere')}</small>}
        </span>
      </Button>
      {wordy && (
        <Button
          className="images-button images-button-symbol"
          aria-label={t('images.annotation.edit', { words })}
          onPress={() => {
            controller.showImage(annotation.image);
            notes.startWriting(annotation.id);
          }}
        >
          <Pencil aria-hidden className="images-icon" />
        </Button>
      )}
      <Button
        className="images-button images-button-symbol"
        aria-label={t('images.annotation.remove', { words })}
        onPress={() => notes.remove(annotation.id)}
      >
        <Trash2 aria-hidden className="images-icon" />
      </Button>
    </li>
  );
}

/** All that was drawn: this image's first, then the others', each a press away. */
export function AnnotationList() {
  const { t } = useTranslation();
  const annotations = useNotes((state) => state.annotations);
  const image = useImages(({ view }) => view.image);
  const isHere = (annotation: Annotation): boolean => image !== null && sameImage(annotation.image, image);
  const all = [...annotations.filter(isHere), ...annotations.filter((each) => !isHere(each))];
  const pixels = annotations.some(
    (each) => isHere(each) && 'scale' in each.reading && each.reading.scale === 'pixels',
  );
  if (all.length === 0) return null;
  return (
    <div className="images-note-list">
      <ul aria-label={t('images.measurements')}>
        {all.map((annotation) => (
          <Row key={annotation.id} annotation={annotation} here={isHere(annotation)} />
        ))}
      </ul>
      {pixels && <p>{t('images.noSpacing')}</p>}
      <p>{t('images.measureCaution')}</p>
    </div>
  );
}
