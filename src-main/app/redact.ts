const patterns: readonly (readonly [RegExp, string])[] = [
  [/\bBearer\s+\S+/gi, 'Bearer […]'],
  [/[\w.+-]+@[\w-]+(\.[\w-]+)+/g, '[e-mail]'],
  // Query strings and fragments of addresses: searches, share tokens, codes.
  [/(\b[a-z][a-z0-9+.-]*:\/\/[^\s?#"']*)[?#][^\s"']*/gi, '$1?[…]'],
  // The page behind a share's link: the token is a part of the path.
  [/(\/s\/|share\/)[A-Za-z0-9_-]{8,}/g, '$1[…]'],
  // DICOM UIDs point at one patient's images.
  [/\b\d+(\.\d+){5,}\b/g, '[uid]'],
  // Tokens, keys, JWTs: long runs without a space. Paths keep their parts: a slash ends a run.
  [/\b(?=[\w-]*\d)[\w-]{40,}(\.[\w-]+)*/g, '[secret]'],
  // The person's own folder carries their name.
  // Theirs may have a space in it; a quoted text has its backslashes twice.
  [/(\/home\/|\/Users\/|\\+Users\\+)(?:[^/\\"'\n]+(?=[/\\])|[^/\\\s"']+)/gi, '$1[person]'],
];

/** Takes out of a text for the log what looks like a secret or points at a person. */
export const redact = (text: string): string =>
  patterns
    .reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text)
    .slice(0, 2000);
