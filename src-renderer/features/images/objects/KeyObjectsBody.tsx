import { useTranslation } from 'react-i18next';
import type { KeyObjects } from '../../../viewer/objects/key-objects.ts';
import { conceptWords } from './concept-words.ts';
import { KeyImages } from './KeyImages.tsx';

/** Images that somebody marked, why, and each to be opened. */
export function KeyObjectsBody({ object }: { readonly object: KeyObjects }) {
  const { t } = useTranslation();
  return (
    <article className="objects-text">
      <h2>{t('images.objects.kinds.key-objects')}</h2>
      <p>
        {[conceptWords(t, object.title), object.description].filter((words) => words !== '').join('\u00a0· ')}
      </p>
      <KeyImages references={object.references} />
    </article>
  );
}
