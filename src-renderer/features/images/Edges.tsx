import { useTranslation } from 'react-i18next';
import type { EdgeLetters } from '../../viewer/stage/orientation.ts';

const directions = ['L', 'R', 'A', 'P', 'H', 'F'] as const;
const isDirection = (letter: string): letter is (typeof directions)[number] =>
  directions.some((each) => each === letter);

/** The patient's directions at the picture's edges. */
export function Edges({ letters }: { readonly letters: EdgeLetters }) {
  const { t } = useTranslation();
  const words = (text: string): string =>
    Array.from(text)
      .map((letter) => (isDirection(letter) ? t(`images.direction.${letter}`) : letter))
      .join(', ');
  return (
    <>
      {(['top', 'right', 'bottom', 'left'] as const).map((edge) => (
        <span
          key={edge}
          aria-hidden
          className={`images-edge images-edge-${edge}`}
          title={words(letters[edge])}
        >
          {letters[edge]}
        </span>
      ))}
      <span className="images-hidden">
        {t('images.edges', {
          top: words(letters.top),
          right: words(letters.right),
          bottom: words(letters.bottom),
          left: words(letters.left),
        })}
      </span>
    </>
  );
}
