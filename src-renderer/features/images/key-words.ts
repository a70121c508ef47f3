import type { TFunction } from 'i18next';

const named = [
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'PageUp',
  'PageDown',
  'Home',
  'End',
  'Enter',
  'Shift',
  'Alt',
] as const;
type Named = (typeof named)[number];
const isNamed = (key: string): key is Named => named.some((each) => each === key);

/** A key of a command as it stands on the keyboard: « Maj + ↑ ». */
export const keyWords = (t: TFunction, key: string): string =>
  key
    .split(/(?<=.)\+(?=.)/)
    .map((part) => {
      if (isNamed(part)) return t(`images.keys.${part}`);
      if (part === ' ') return t('images.keys.space');
      return part.replace(/^(Digit|Numpad)/, '').toUpperCase();
    })
    .join(' + ');
