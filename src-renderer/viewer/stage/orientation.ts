import type { Orientation, Vector3 } from '../dicom/types.ts';
import type { Pose } from './pose.ts';

/** What lies at the picture's edges: letters of the patient's directions (L R A P H F), one or two. */
export interface EdgeLetters {
  readonly top: string;
  readonly right: string;
  readonly bottom: string;
  readonly left: string;
}

const axes = [
  ['R', 'L'],
  ['A', 'P'],
  ['F', 'H'],
] as const;

/** PS3.3 C.7.6.1.1.1: the main direction first, a second one where the plane is oblique. */
export const lettersOf = (vector: Vector3): string =>
  vector
    .map((value, axis) => ({ size: Math.abs(value), letter: axes[axis]?.[value > 0 ? 1 : 0] ?? '' }))
    .filter(({ size }) => size > 0.25)
    .sort((a, b) => b.size - a.size)
    .slice(0, 2)
    .map(({ letter }) => letter)
    .join('');

const opposite: Readonly<Record<string, string>> = { L: 'R', R: 'L', A: 'P', P: 'A', H: 'F', F: 'H' };
export const oppositeLetters = (letters: string): string =>
  Array.from(letters)
    .map((letter) => opposite[letter] ?? '')
    .join('');

/** Rows run to the right of the screen, columns down. Null where the file says nothing of the patient's position. */
export const edgeLetters = (
  orientation: Orientation | null,
  patientOrientation: readonly [string, string] | null,
): EdgeLetters | null => {
  const [right, bottom] =
    orientation === null
      ? (patientOrientation ?? ['', ''])
      : [
          lettersOf([orientation[0], orientation[1], orientation[2]]),
          lettersOf([orientation[3], orientation[4], orientation[5]]),
        ];
  if (right === '' || bottom === '') return null;
  return { right, bottom, left: oppositeLetters(right), top: oppositeLetters(bottom) };
};

/** The letters as they stand once the picture was mirrored and then turned clockwise. */
export const posedLetters = (
  letters: EdgeLetters,
  { turns, mirrored }: Pick<Pose, 'turns' | 'mirrored'>,
): EdgeLetters => {
  const { top, right, bottom, left } = letters;
  let sides = mirrored ? [top, left, bottom, right] : [top, right, bottom, left];
  for (let n = 0; n < turns; n += 1) sides = [sides[3] ?? '', ...sides.slice(0, 3)];
  const [a = '', b = '', c = '', d = ''] = sides;
  return { top: a, right: b, bottom: c, left: d };
};
