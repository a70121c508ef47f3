/**
 * Case, accents and surplus space folded, and signs that a keyboard lacks: what texts are compared and sought with. « Cœur » is found
 * by « coeur », « L’Hermitte » by « l'hermitte ». What is stored was folded when it was written: another rule needs a migration.
 */
export const textKey = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ß', 'ss')
    .replaceAll(/[’‘ʼ]/g, "'")
    .replaceAll(/[‐–—]/g, '-')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** A LIKE pattern that finds `text` anywhere. */
export const containing = (text: string): string =>
  `%${textKey(text).replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
