import type { InstanceHeader, Series } from '../../../src-shared/domain/series.ts';
import { AppFailure } from '../../../src-shared/errors.ts';
import type { InstanceRef } from '../../../src-shared/ipc/byte-channel.ts';
import type { ByteStream, ImageSource, Incoming } from '../../sources/image-source.ts';
import { contentsOf, type Contents, type Draft } from './drafts.ts';
import { FileRefused } from './medium.ts';

/** Exams of the disc that is being copied just now, so that they show before they are here. */
export class LiveSource implements ImageSource {
  #drafts: readonly Draft[] = [];

  show(drafts: readonly Draft[]): void {
    this.#drafts = drafts;
  }

  series(studyInstanceUid: string): Promise<Series[]> {
    return this.#contents(studyInstanceUid, (contents) => contents.map(({ series }) => series));
  }

  instances(studyInstanceUid: string, seriesInstanceUid: string): Promise<InstanceHeader[]> {
    return this.#contents(studyInstanceUid, (contents) => [
      ...(contents.find(({ series }) => series.seriesInstanceUid === seriesInstanceUid)?.instances ?? []),
    ]);
  }

  instance(ref: InstanceRef): Promise<Incoming> {
    const file = this.#drafts
      .find(({ examId }) => examId === ref.examId)
      ?.series.get(ref.seriesInstanceUid)
      ?.instances.get(ref.sopInstanceUid)?.files[0].file;
    if (!file) return absent();
    // Its pieces travel to a window: each must be a buffer of its own.
    const bytes = coded(file.stream(new Uint8Array(file.size <= SMALL ? file.size : 0)));
    return Promise.resolve({ bytes, from: 0, length: file.size, validator: null, sha256: null, asIs: true });
  }

  report(): Promise<Incoming> {
    return absent();
  }

  #contents<T>(studyInstanceUid: string, of: (contents: Contents[]) => T): Promise<T> {
    const drafts = this.#drafts.filter((draft) => draft.studyInstanceUid === studyInstanceUid);
    const [draft] = drafts;
    // Two patients under one study UID: only the library, which knows which exam is meant, keeps them apart.
    return draft && drafts.length === 1 ? Promise.resolve(of(contentsOf(draft))) : absent();
  }
}

const SMALL = 8 * 2 ** 20;

const absent = (): Promise<never> =>
  Promise.reject(new AppFailure('imported-file-lost', 'an imported exam has nothing beyond this computer'));

async function* coded(pieces: AsyncIterable<Uint8Array>): ByteStream {
  try {
    yield* pieces;
  } catch (error) {
    if (error instanceof FileRefused) throw new AppFailure('instance-damaged', 'the disc gives it no more');
    throw error;
  }
}
