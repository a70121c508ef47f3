import { notFound } from '../http/problem.ts';
import type { Search, SearchAnswer, Target } from '../image-store.ts';
import { text } from '../part10/dicom-json.ts';
import { LruCache } from '../pictures/lru-cache.ts';

interface Known {
  readonly uids: ReadonlySet<string>;
  readonly asOf: number;
}

/** New instances are looked for again after this many milliseconds. */
const askAgainAfter = 30_000;

/**
 * Rights are given for studies. An archive that looks at the last UID of an address alone would give another study's
 * instance under the address of one's own: so the archive is asked what belongs to what, once a series.
 */
export class Membership {
  readonly #search: (search: Search) => Promise<SearchAnswer>;
  readonly #known = new LruCache<Known>(1_000);

  constructor(search: (search: Search) => Promise<SearchAnswer>) {
    this.#search = search;
  }

  /** Throws a 404 where the series is not the study's, or the instance not the series'. */
  async check({ study, series, instance }: Target): Promise<void> {
    if (series === undefined) return;
    if (!(await this.#holds({ level: 'series', study }, series))) throw notFound();
    if (instance !== undefined && !(await this.#holds({ level: 'instances', study, series }, instance)))
      throw notFound();
  }

  async #holds(place: Pick<Search, 'level' | 'study' | 'series'>, uid: string): Promise<boolean> {
    const key = JSON.stringify(place);
    const before = this.#known.get(key);
    if (before?.uids.has(uid)) return true;
    if (before && Date.now() - before.asOf < askAgainAfter) return false;
    const { items } = await this.#search({
      ...place,
      query: new URLSearchParams({ limit: '10000' }),
      scope: 'all',
    });
    const mine = items.filter((item) => {
      const owner = text(item, '0020000D');
      return owner === '' || owner === place.study;
    });
    const uids = new Set(mine.map((item) => text(item, place.level === 'series' ? '0020000E' : '00080018')));
    this.#known.set(key, { uids, asOf: Date.now() });
    return uids.has(uid);
  }
}
