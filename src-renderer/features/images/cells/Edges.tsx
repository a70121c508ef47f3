import { useTranslation } from 'react-i18next';
import type { EdgeLetters } from '../../../viewer/stage/orientation.ts';
import { directionWords, letterWords } from './letter-words.ts';

/** The patient's directions at the picture's edges. */
export function Edges({ letters }: { readonly letters: EdgeLetters }) {
  const { t } = useTranslation();
  return (
    <>
      {(['top', 'right', 'bottom', 'left'] as const).map((edge) => (
        <span
          key={edge}
          aria-hidden
          className={`images-edge images-edge-${edge}`}
          title={directionWords(t, letters[edge])}
        >
          {letters[edge]}
        </span>
      ))}
      <span className="images-hidden">{letterWords(t, letters)}</span>
    </>
  );
}
