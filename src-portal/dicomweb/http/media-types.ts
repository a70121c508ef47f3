/** One range of an Accept header, or a Content-Type (RFC 9110 §8.3, §12.5.1). Names and types in small letters. */
export interface MediaType {
  readonly type: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly q: number;
}

// RFC 9110 §5.6.6: token or quoted string. Sticky and without nested repetition: linear in the header's length.
const mediaType = /\s*([^\s;,/]+\/[^\s;,]+)\s*/y;
const parameter = /;\s*([^\s=;,"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*))\s*/y;

/** All media ranges that are welcome, the preferred first. What cannot be understood is left out. */
export function parseAccept(header: string): MediaType[] {
  // Stable: ranges of the same weight keep their order.
  return mediaRanges(header)
    .filter(({ q }) => q > 0)
    .sort((a, b) => b.q - a.q);
}

/** Whether DICOM's JSON is welcome: of the ranges that hold it, the narrowest says (RFC 9110 §12.5.1). */
export function acceptsDicomJson(header: string): boolean {
  const ranges = mediaRanges(header);
  const accepts = (name: string): boolean => {
    const range = [name, 'application/*', '*/*']
      .map((wanted) => ranges.find(({ type }) => type === wanted))
      .find((found) => found !== undefined);
    return range !== undefined && range.q > 0;
  };
  return (
    accepts('application/dicom+json') || ranges.some(({ type, q }) => type === 'application/json' && q > 0)
  );
}

function mediaRanges(header: string): MediaType[] {
  const ranges: MediaType[] = [];
  let at = 0;
  while (at < header.length) {
    const parsed = parseAt(header, at);
    if (parsed) ranges.push(parsed.value);
    const comma = header.indexOf(',', parsed?.end ?? at);
    if (comma === -1) break;
    at = comma + 1;
  }
  return ranges;
}

export function parseContentType(header: string): MediaType | undefined {
  return parseAt(header, 0)?.value;
}

function parseAt(header: string, start: number): { value: MediaType; end: number } | undefined {
  mediaType.lastIndex = start;
  const match = mediaType.exec(header);
  if (!match) return undefined;
  let end = mediaType.lastIndex;
  const parameters: Record<string, string> = {};
  for (;;) {
    parameter.lastIndex = end;
    const found = parameter.exec(header);
    if (!found) break;
    end = parameter.lastIndex;
    parameters[(found[1] ?? '').toLowerCase()] = found[2]?.replace(/\\(.)/g, '$1') ?? found[3] ?? '';
  }
  const q = 'q' in parameters ? Number(parameters['q']) : 1;
  return { value: { type: (match[1] ?? '').toLowerCase(), parameters, q: Number.isFinite(q) ? q : 0 }, end };
}
