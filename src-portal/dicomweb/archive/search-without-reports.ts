import { instanceTags, seriesTags, studyTags } from '../files/levels.ts';
import { DicomWebProblem } from '../http/problem.ts';
import type { Search, SearchAnswer, SearchLevel } from '../image-store.ts';
import { pick, text, type DataSet, type Element } from '../part10/dicom-json.ts';
import { parseQuery, type Match } from '../qido/query.ts';
import type { Remainder } from './remainders.ts';

const modalitiesInStudy = '00080061';
const sopClassesInStudy = '00080062';
/** What an answer says beside the attributes of its level: character set, where and whether it is to be had, counts. */
const always = '00080005 00080054 00080056 00080061 00080062 00081190 00201206 00201208 00201209'.split(' ');

const tagsUpTo: Readonly<Record<SearchLevel, ReadonlySet<string>>> = {
  studies: new Set([...studyTags, ...always]),
  series: new Set([...studyTags, ...seriesTags, ...always]),
  instances: new Set([...studyTags, ...seriesTags, ...instanceTags, ...always]),
};

/** So many are asked for at once, at least. */
const leastPage = 200;

type AskPage = (page: { readonly limit: number; readonly offset: number }) => Promise<DataSet[]>;

/**
 * A search of which the archive's answers are gone through one by one: reports, and what holds nothing else, are left out, and
 * what is said of a study or series is said without them. Throws DicomWebProblem.
 */
export async function searchWithoutReports(
  search: Search,
  chunks: readonly AskPage[],
  remainderOf: (study: string) => Promise<Remainder>,
): Promise<SearchAnswer> {
  const { level, study } = search;
  const { matches, limit, offset } = parseQuery(level, search.query);
  // An archive may look below the level: whether something is found would tell what stands in a report.
  const below = matches.find(({ tag }) => !tagsUpTo[level].has(tag));
  if (below)
    throw new DicomWebProblem('invalid-request', `${below.tag} cannot be searched for at this level.`);
  const hidden = new Set(search.withoutReports);
  const remainders = new Map<string, Remainder>();
  const wanted = offset + limit + 1;
  const found: DataSet[] = [];
  for (const askPage of chunks) {
    const pageSize = Math.max(wanted, leastPage);
    for (let start = 0; found.length < wanted; start += pageSize) {
      const page = await askPage({ limit: pageSize, offset: start });
      for (const item of page) {
        const owner = study ?? text(item, '0020000D');
        if (!hidden.has(owner)) {
          found.push(item);
          continue;
        }
        const remainder = remainders.get(owner) ?? (await remainderOf(owner));
        remainders.set(owner, remainder);
        const left = leftOf(item, search, remainder, matches);
        if (left) found.push(left);
      }
      if (page.length < pageSize) break;
    }
  }
  return { items: found.slice(offset, offset + limit), more: found.length > offset + limit };
}

/** Undefined: nothing, or not what was asked for. */
function leftOf(
  item: DataSet,
  { level, series }: Search,
  remainder: Remainder,
  matches: readonly Match[],
): DataSet | undefined {
  const seriesUid = series ?? text(item, '0020000E');
  const isLeft =
    level === 'studies'
      ? remainder.instances.length > 0
      : level === 'series'
        ? remainder.series.has(seriesUid)
        : remainder.instanceUids.has(text(item, '00080018'));
  if (!isLeft) return undefined;
  const said: Record<string, Element> = {
    [modalitiesInStudy]: { vr: 'CS', Value: remainder.modalities },
    [sopClassesInStudy]: { vr: 'UI', Value: remainder.sopClasses },
    '00201206': { vr: 'IS', Value: [remainder.series.size] },
    '00201208': { vr: 'IS', Value: [remainder.instances.length] },
    '00201209': { vr: 'IS', Value: [remainder.series.get(seriesUid) ?? 0] },
  };
  const isAsked = matches
    .filter(({ tag }) => tag === modalitiesInStudy || tag === sopClassesInStudy)
    .every(({ tag, value }) => value.split(/[,\\]/).some((one) => said[tag]?.Value?.includes(one.trim())));
  if (!isAsked) return undefined;
  // Above the instances an archive may answer what it took from any one of them.
  const own =
    level === 'instances'
      ? item
      : pick(
          item,
          Object.keys(item).filter((tag) => tagsUpTo[level].has(tag)),
        );
  return {
    ...own,
    ...pick(
      said,
      Object.keys(said).filter((tag) => tag in item),
    ),
  };
}
