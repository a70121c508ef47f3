// What turns letters round, is not seen, or moves what is drawn (`\t` and `\n` excepted): U+061C, U+200E, U+200F, U+202A to E and
// U+2066 to 9 turn; U+200B, U+2060 to 4, U+FEFF and U+180E are not seen. What joins letters (U+200C, U+200D) belongs to some scripts.
const unseen =
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

/** As it stands in JSON, where the others are written out (`\u`) or part the lines. */
const unseenLetter =
  /[\u007f-\u009f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/;

/** As it looks is as it reads: a name or a label that others wrote, e.g. on a disc, is not to change the words around it. */
export const withoutUnseen = (text: string): string => text.replaceAll(unseen, '');

/** An answer in JSON, its words as they look. Nearly none holds anything else, and is read as fast as ever. */
export const parseSeen = (json: string): unknown =>
  json.includes('\\u') || json.search(unseenLetter) >= 0
    ? JSON.parse(json, (_key, value: unknown) => (typeof value === 'string' ? withoutUnseen(value) : value))
    : (JSON.parse(json) as unknown);

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** For words among others: Arabic or Hebrew would take a date that stands behind it to its other side. */
export const isolated = (text: string): string => (rightToLeft.test(text) ? `\u2068${text}\u2069` : text);
