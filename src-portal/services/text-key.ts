/** Case, accents and surplus space folded: what texts are compared and sought with. */
export const textKey = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/g, ' ').trim();

/** A LIKE pattern that finds `text` anywhere. */
export const containing = (text: string): string =>
  `%${textKey(text).replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
