import { instanceTags, seriesTags, studyTags } from '../files/levels.ts';
import { DicomWebProblem } from '../http/problem.ts';
import type { SearchLevel } from '../image-store.ts';
import { tagOf, vrOf } from '../part10/dictionary.ts';

/** One attribute to be matched (PS3.18 §8.3.4.1, PS3.4 §C.2.2.2). */
export interface Match {
  readonly tag: string;
  readonly vr: string;
  readonly value: string;
}

export interface ParsedQuery {
  readonly matches: readonly Match[];
  readonly include: 'all' | readonly string[];
  readonly fuzzy: boolean;
  readonly limit: number;
  readonly offset: number;
}

const maxLimit: Readonly<Record<SearchLevel, number>> = { studies: 1_000, series: 10_000, instances: 10_000 };
// Not attributes: PS3.18 §8.3, and what other servers and proxies add.
const ignored: ReadonlySet<string> = new Set(['accept', 'charset', 'purpose']);

/** What is found by: it stands in the index of a store of files, where reading whole headers would take ten times as long. */
const indexed: ReadonlySet<string> = new Set([...studyTags, ...seriesTags, ...instanceTags]);

/** Asks for more of instances than what they are found by: their headers. */
export const wantsHeaders = (level: SearchLevel, { include }: Pick<ParsedQuery, 'include'>): boolean =>
  level === 'instances' && (include === 'all' || include.some((tag) => !indexed.has(tag)));

/** Throws DicomWebProblem for what is no query, so that a filter with a typing mistake never gives everything. */
export function parseQuery(level: SearchLevel, query: URLSearchParams): ParsedQuery {
  const matches: Match[] = [];
  const include = new Set<string>();
  let fuzzy = false;
  let limit = maxLimit[level];
  let offset = 0;
  for (const [name, value] of query) {
    switch (name.toLowerCase()) {
      case 'limit':
        limit = Math.min(wholeNumber(name, value), maxLimit[level]);
        break;
      case 'offset':
        offset = wholeNumber(name, value);
        break;
      case 'fuzzymatching':
        if (value !== 'true' && value !== 'false') {
          throw new DicomWebProblem('invalid-request', `${name} is true or false.`);
        }
        fuzzy = value === 'true';
        break;
      case 'includefield':
        for (const field of value.split(',')) include.add(field === 'all' ? 'all' : knownTag(field));
        break;
      default:
        if (!ignored.has(name.toLowerCase())) matches.push(parseMatch(name, value));
    }
  }
  return {
    // An empty value matches everything (PS3.4 §C.2.2.2.3).
    matches: matches.filter(({ value }) => value !== '' && value !== '*'),
    include: include.has('all') ? 'all' : [...include],
    fuzzy,
    limit,
    offset,
  };
}

function parseMatch(name: string, value: string): Match {
  const tag = knownTag(name);
  if (value.length > 1_024 || value.includes('\0')) {
    throw new DicomWebProblem('invalid-request', `The value of ${tag} is not one to search for.`);
  }
  return { tag, vr: vrOf(tag, false) ?? 'LO', value: value.trim() };
}

function knownTag(name: string): string {
  const tag = tagOf(name);
  if (!tag)
    throw new DicomWebProblem(
      'invalid-request',
      'A query parameter is neither a keyword nor a tag of DICOM.',
    );
  return tag;
}

function wholeNumber(name: string, value: string): number {
  if (!/^\d{1,9}$/.test(value))
    throw new DicomWebProblem('invalid-request', `${name} is not a whole number.`);
  return Number(value);
}
