import { notFound } from '../http/problem.ts';
import type { Search, SearchAnswer, Target } from '../image-store.ts';
import { text } from '../part10/dicom-json.ts';
import { LruCache } from '../pictures/lru-cache.ts';
import { isReport } from '../report-classes.ts';

/** What is left of a study without the reports in it. */
export interface Remainder {
  readonly study: string;
  /** In the archive's order, those of each series together. */
  readonly instances: readonly Required<Target>[];
  /** The series that something is left of, with how much. */
  readonly series: ReadonlyMap<string, number>;
  readonly instanceUids: ReadonlySet<string>;
  readonly modalities: readonly string[];
  readonly sopClasses: readonly string[];
  /** Of these series something is missing. */
  readonly seriesWithReports: ReadonlySet<string>;
}

interface Known {
  readonly remainder: Remainder;
  readonly asOf: number;
}

/** New instances are looked for again after this many milliseconds. */
const askAgainAfter = 30_000;
const pageSize = 10_000;
const tags = { series: '0020000E', instance: '00080018', sopClass: '00080016', modality: '00080060' };

/**
 * Which instances an archive's studies have for whoever does not get the reports among them. What the archive does not
 * say the class of is not given: it might be one.
 */
export class Remainders {
  readonly #search: (search: Search) => Promise<SearchAnswer>;
  readonly #known = new LruCache<Known>(200);

  constructor(search: (search: Search) => Promise<SearchAnswer>) {
    this.#search = search;
  }

  /** As it is now. */
  async of(study: string): Promise<Remainder> {
    const instances: Required<Target>[] = [];
    const series = new Map<string, number>();
    const [modalities, sopClasses, seriesWithReports] = [0, 0, 0].map(() => new Set<string>()) as [
      Set<string>,
      Set<string>,
      Set<string>,
    ];
    for (let offset = 0; ; offset += pageSize) {
      const query = new URLSearchParams({
        includefield: Object.values(tags).join(','),
        limit: String(pageSize),
        ...(offset > 0 && { offset: String(offset) }),
      });
      const { items, more } = await this.#search({ level: 'instances', study, query, scope: 'all' });
      for (const item of items) {
        const [seriesUid, sopClass] = [text(item, tags.series), text(item, tags.sopClass)];
        if (sopClass === '' || isReport(sopClass)) {
          seriesWithReports.add(seriesUid);
          continue;
        }
        instances.push({ study, series: seriesUid, instance: text(item, tags.instance) });
        series.set(seriesUid, (series.get(seriesUid) ?? 0) + 1);
        sopClasses.add(sopClass);
        const modality = text(item, tags.modality);
        if (modality !== '') modalities.add(modality);
      }
      if (!more || items.length === 0) break;
    }
    const remainder: Remainder = {
      study,
      instances,
      series,
      instanceUids: new Set(instances.map(({ instance }) => instance)),
      modalities: [...modalities].sort(),
      sopClasses: [...sopClasses].sort(),
      seriesWithReports,
    };
    this.#known.set(study, { remainder, asOf: Date.now() });
    return remainder;
  }

  /** What is left of a target. Throws a 404 where that is nothing. A viewer asks this a thousand times over. */
  async check({ study, series, instance }: Target): Promise<Remainder> {
    const known = this.#known.get(study);
    const isFresh = known !== undefined && Date.now() - known.asOf < askAgainAfter;
    // A single instance stays what it is; of more of them, others may have come in.
    const settled =
      known && instance !== undefined && (isFresh || known.remainder.instanceUids.has(instance))
        ? known.remainder
        : undefined;
    const remainder = settled ?? (await this.of(study));
    const isLeft =
      instance !== undefined
        ? remainder.instanceUids.has(instance)
        : series !== undefined
          ? remainder.series.has(series)
          : remainder.instances.length > 0;
    if (!isLeft) throw notFound();
    return remainder;
  }
}

/** The target's instances one by one, where something is to be left out of it; null: it is given as it is. */
export function instancesLeft(
  { instances, seriesWithReports }: Remainder,
  { series, instance }: Target,
): readonly Required<Target>[] | null {
  if (instance !== undefined) return null;
  if (series === undefined) return seriesWithReports.size > 0 ? instances : null;
  return seriesWithReports.has(series) ? instances.filter((one) => one.series === series) : null;
}
