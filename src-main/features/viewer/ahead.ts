import type { Exam } from '../../../src-shared/domain/exam.ts';
import { openingSeries, type InstanceHeader, type Series } from '../../../src-shared/domain/series.ts';
import type { OpenViewerInput } from '../../../src-shared/ipc/schemas/exams.ts';
import type { LibraryClient } from '../../library/client.ts';

/** A window that asks later than that gets what is true then. */
const GOOD_FOR_MS = 10_000;

interface Found {
  readonly seriesInstanceUid: string;
  readonly headers: InstanceHeader[];
}

interface Asked {
  readonly at: number;
  readonly series: Promise<Series[]>;
  /** Those of the series that shows first. */
  readonly instances: Promise<Found>;
  /** The same, once they are there. */
  found: Found | null;
}

/** What a viewer window asks for first is on its way while the window is still being made: its list, and its first images. */
export class Ahead {
  readonly #asked = new Map<string, Asked>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  begin(
    exam: Exam,
    library: Promise<Pick<LibraryClient, 'examImages' | 'instances'>>,
    { at, compareWith }: OpenViewerInput,
  ): void {
    // The library begins to fetch the first images as soon as it knows them.
    const series = library.then((client) => client.examImages(exam));
    const instances = series.then(async (all) => {
      const seriesInstanceUid =
        at?.seriesInstanceUid ?? openingSeries(all, compareWith !== undefined)?.seriesInstanceUid;
      if (seriesInstanceUid === undefined) throw new Error('no series');
      const { id: examId, studyInstanceUid } = exam;
      const headers = await (await library).instances({ examId, studyInstanceUid, seriesInstanceUid });
      return { seriesInstanceUid, headers };
    });
    // Whoever asks hears of a failure by asking again.
    series.catch(() => undefined);
    const asked: Asked = { at: this.#now(), series, instances, found: null };
    instances.then(
      (found) => (asked.found = found),
      () => undefined,
    );
    this.#asked.set(exam.id, asked);
  }

  /** Null where nothing was asked, or in vain. */
  async series(examId: string): Promise<Series[] | null> {
    return (await this.#fresh(examId)?.series.catch(() => null)) ?? null;
  }

  /** The same for a series' instances; given once, since the next time there may be more. */
  async instances(examId: string, seriesInstanceUid: string): Promise<InstanceHeader[] | null> {
    const asked = this.#fresh(examId);
    this.#asked.delete(examId);
    const found = (await asked?.instances.catch(() => null)) ?? null;
    return found?.seriesInstanceUid === seriesInstanceUid ? found.headers : null;
  }

  /** The instances of the series that shows first, if they are there already; given once. */
  found(examId: string): Found | null {
    const found = this.#fresh(examId)?.found ?? null;
    if (found) this.#asked.delete(examId);
    return found;
  }

  #fresh(examId: string): Asked | undefined {
    const asked = this.#asked.get(examId);
    return asked && this.#now() - asked.at <= GOOD_FOR_MS ? asked : undefined;
  }
}
