import { catalogues } from '../../src-shared/i18n/catalogues.ts';
import type { AppError } from '../../src-shared/errors.ts';

/** What a person reads where the picture would be. */
export const wordsFor = ({ code }: AppError): string => {
  const { what, meaning, remedy } = catalogues.fr.errors[code];
  return `${what} ${meaning} ${remedy}`;
};
