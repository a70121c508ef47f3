const marks = /\p{Mn}/gu;

/** As two words are compared by a person who types without accents or capitals: « Épaule » and « epaule », « cœur » and « coeur » are the same. */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(marks, '')
    .replace(/'/g, '’')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae');

/** Does `text` hold every word of `query`, in any order? */
export function matches(query: string, text: string): boolean {
  const folded = fold(text);
  return fold(query)
    .split(/\s+/)
    .every((word) => folded.includes(word));
}
