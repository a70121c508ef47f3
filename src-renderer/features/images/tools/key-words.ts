import type { TFunction } from 'i18next';
import { platformOf } from '../../../commands/shortcuts.ts';

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
  'Escape',
  'Delete',
  'Mod',
] as const;
type Named = (typeof named)[number];
const isNamed = (key: string): key is Named => named.some((each) => each === key);

/** A key of a command as it stands on the keyboard: « Maj + ↑ ». */
export const keyWords = (t: TFunction, key: string): string =>
  key
    .split(/(?<=.)\+(?=.)/)
    .map((part) => {
      if (part === 'Mod' && platformOf(navigator.userAgent) === 'darwin') return '⌘';
      if (isNamed(part)) return t(`images.keys.${part}`);
      if (part === ' ') return t('images.keys.space');
      return part.replace(/^(Digit|Numpad)/, '').toUpperCase();
    })
    .join(' + ');
