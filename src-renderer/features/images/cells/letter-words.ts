import type { TFunction } from 'i18next';
import type { EdgeLetters } from '../../../viewer/stage/orientation.ts';

const directions = ['L', 'R', 'A', 'P', 'H', 'F'] as const;
const isDirection = (letter: string): letter is (typeof directions)[number] =>
  directions.some((each) => each === letter);

/** « gauche, arrière »: a direction of the patient in words. */
export const directionWords = (t: TFunction, letters: string): string =>
  Array.from(letters)
    .map((letter) => (isDirection(letter) ? t(`images.direction.${letter}`) : letter))
    .join(', ');

/** How the patient lies in the picture, in words. */
export const letterWords = (t: TFunction, { top, right, bottom, left }: EdgeLetters): string =>
  t('images.edges', {
    top: directionWords(t, top),
    right: directionWords(t, right),
    bottom: directionWords(t, bottom),
    left: directionWords(t, left),
  });
