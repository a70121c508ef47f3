import { z } from 'zod';
import { DicomWebProblem } from '../http/problem.ts';
import type { Scope, Search, SearchAnswer } from '../image-store.ts';
import { text, type DataSet } from '../part10/dicom-json.ts';
import { tagOf } from '../part10/dictionary.ts';
import { parseQuery } from '../qido/query.ts';
import { parseJson, type ArchiveClient } from './archive-client.ts';
import type { Remainder } from './remainders.ts';
import { searchWithoutReports } from './search-without-reports.ts';

// A URL takes about so many UIDs (PS3.18 §8.3.4.1 lets a query name several).
const uidsAtOnce = 40;
const maxAnswer = 256 * 1024 * 1024;

const studyUidTag = '0020000D';
const seriesUidTag = '0020000E';
const notPassedOn: ReadonlySet<string> = new Set(['limit', 'offset', 'accept', 'charset', 'purpose']);

const elementSchema = z.looseObject({ vr: z.string() });
const answerSchema = z.array(z.record(z.string().regex(/^[0-9A-Fa-f]{8}$/), elementSchema));

/** QIDO-RS of the archive, limited to what the asking person may see. Throws DicomWebProblem. */
export async function searchArchive(
  client: ArchiveClient,
  search: Search,
  baseUrl: string,
  remainderOf: (study: string) => Promise<Remainder>,
): Promise<SearchAnswer> {
  const { limit, offset } = parseQuery(search.level, search.query);
  const scope = narrowed(search);
  const wanted = offset + limit + 1;
  const found: DataSet[] = [];
  const hidden = new Set(search.withoutReports);
  if (scope !== 'all' && scope.some((uid) => hidden.has(uid))) {
    const chunks = search.study === undefined ? chunksOf(scope) : [scope];
    const { items, more } = await searchWithoutReports(
      search,
      chunks.map((some) => (page) => ask(client, search, some, page)),
      remainderOf,
    );
    return { items: items.map((item) => withUrl(item, search, baseUrl)), more };
  }
  if (scope === 'all' || search.study !== undefined) {
    // One query: the archive itself pages.
    const some = await ask(client, search, scope, { limit: limit + 1, offset });
    return {
      items: some.slice(0, limit).map((item) => withUrl(item, search, baseUrl)),
      more: some.length > limit,
    };
  }
  for (const some of chunksOf(scope)) {
    if (found.length >= wanted) break;
    found.push(...(await ask(client, search, some, { limit: wanted, offset: 0 })));
  }
  const items = found.slice(offset, offset + limit).map((item) => withUrl(item, search, baseUrl));
  return { items, more: found.length > offset + limit };
}

const chunksOf = (uids: readonly string[]): (readonly string[])[] =>
  Array.from({ length: Math.ceil(uids.length / uidsAtOnce) }, (_none, index) =>
    uids.slice(index * uidsAtOnce, (index + 1) * uidsAtOnce),
  );

/** The studies that may be seen and were asked for. */
function narrowed({ scope, query }: Search): Scope {
  if (scope === 'all') return scope;
  const asked = [...query].filter(([name, value]) => tagOf(name) === studyUidTag && value !== '');
  return asked.reduce<readonly string[]>((left, [, value]) => {
    const uids = new Set(value.split(/[,\\]/));
    return left.filter((uid) => uids.has(uid));
  }, scope);
}

async function ask(
  client: ArchiveClient,
  { level, study, series, query }: Search,
  scope: Scope,
  page: { readonly limit: number; readonly offset: number },
): Promise<DataSet[]> {
  const forwarded = new URLSearchParams(query);
  for (const name of new Set(query.keys())) {
    const tag = tagOf(name);
    // What the address or the scope says is not to be overridden by a parameter, as some archives let it be.
    const settled =
      (tag === studyUidTag && (study !== undefined || scope !== 'all')) ||
      (tag === seriesUidTag && series !== undefined);
    if (settled || notPassedOn.has(name.toLowerCase())) forwarded.delete(name);
  }
  if (scope !== 'all' && study === undefined) forwarded.set('StudyInstanceUID', scope.join(','));
  forwarded.set('limit', String(page.limit));
  if (page.offset > 0) forwarded.set('offset', String(page.offset));
  const path = [study && `/studies/${study}`, series && `/series/${series}`, `/${level}`]
    .filter(Boolean)
    .join('');
  const answered = await client.text(`${path}?${written(forwarded)}`, 'application/dicom+json', maxAnswer);
  if (answered.trim() === '') return [];
  const parsed = answerSchema.safeParse(parseJson(answered));
  if (!parsed.success)
    throw new DicomWebProblem('unavailable', 'The image archive answers something else than DICOM JSON.');
  const items = parsed.data as DataSet[];
  // Whatever the archive makes of the filter: nothing else gets out.
  const allowed = scope === 'all' ? undefined : new Set(scope);
  return items.filter((item) => {
    const owner = text(item, studyUidTag);
    if (study !== undefined) return owner === '' || owner === study;
    return allowed === undefined || allowed.has(owner);
  });
}

/**
 * What a browser leaves as it is in a query stays so (WHATWG URL): there are archives (Orthanc with version 1.7 of its
 * DICOMweb plug-in) that take an escaped comma, wildcard or `^` for the characters of the escape.
 */
function written(query: URLSearchParams): string {
  return query.toString().replaceAll(/%(21|24|28|29|2C|2F|3A|3B|3F|40|5C|5E|7C|7E)/g, decodeURIComponent);
}

/** RetrieveURL names the portal, not the archive behind it. */
function withUrl(item: DataSet, { level, study, series }: Search, baseUrl: string): DataSet {
  const studyUrl = `${baseUrl}/studies/${study ?? text(item, studyUidTag)}`;
  const seriesUrl = `${studyUrl}/series/${series ?? text(item, seriesUidTag)}`;
  const instanceUrl = `${seriesUrl}/instances/${text(item, '00080018')}`;
  const url = level === 'studies' ? studyUrl : level === 'series' ? seriesUrl : instanceUrl;
  return { ...item, '00081190': { vr: 'UR', Value: [url] } };
}
