import { randomBytes } from 'node:crypto';
import type { Disk } from './disk.ts';
import { ItemWriter } from './item-writer.ts';
import type { ItemKey, Names } from './names.ts';
import { tagOf, type Partials } from './partials.ts';
import { unsealBeginning } from './unseal-file.ts';

export interface WritersOptions {
  readonly disk: Disk;
  readonly libraryKey: Uint8Array;
  readonly names: Names;
  readonly partials: Partials;
  readonly now: () => number;
}

/** Files on their way in: begun, put aside where they are interrupted, gone on with. `Store.commitItem` ends it. */
export class Writers {
  readonly #options: WritersOptions;

  constructor(options: WritersOptions) {
    this.#options = options;
  }

  /**
   * A writer for an item of an exam. `Store.commitItem`, `ItemWriter.abort` or `suspend` must follow. With a validator it can be
   * continued after an interruption, where the rest is of the same. `bytes`: how long it is, where that is known.
   */
  begin(
    key: ItemKey,
    { validator = null, bytes = null }: { validator?: string | null; bytes?: number | null } = {},
  ): ItemWriter {
    return this.continuing(key, validator === null ? null : tagOf(validator), bytes);
  }

  /** A writer for an item whose beginning was read by `resume`. */
  continuing(key: ItemKey, tag: string | null, bytes: number | null = null): ItemWriter {
    const { disk, libraryKey, names, partials } = this.#options;
    const exam = key.kind === 'exam-item' ? names.ofExam(key.examId) : null;
    const name = names.ofItem(key);
    return new ItemWriter({
      disk,
      libraryKey,
      name,
      salt: randomBytes(32),
      bytes,
      temporaryPath: partials.pathFor(exam, name, tag),
    });
  }

  /** Puts an item aside as far as it has come. */
  async suspend(writer: ItemWriter): Promise<void> {
    const { disk, partials, now } = this.#options;
    const path = await writer.suspend();
    const kept = await partials.register(path, now()).catch(() => false);
    if (!kept) await disk.unlink(path).catch(() => undefined);
  }

  /**
   * The beginning of an item that was interrupted, piece by piece: null where there is none. It is sealed anew under a
   * key of its own while it is read, so that no nonce is used twice.
   */
  resume(key: ItemKey): {
    readonly tag: string;
    readonly pieces: () => AsyncGenerator<Buffer>;
    readonly end: () => Promise<void>;
  } | null {
    const { disk, libraryKey, names, partials } = this.#options;
    const name = names.ofItem(key);
    const partial = partials.take(name);
    if (!partial) return null;
    const { path, tag } = partial;
    return {
      tag,
      pieces: () => unsealBeginning(disk, path, libraryKey, name),
      end: () => disk.unlink(path).catch(() => undefined),
    };
  }
}
