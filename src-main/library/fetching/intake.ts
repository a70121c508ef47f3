import { AppFailure } from '../../../src-shared/errors.ts';
import type { Incoming } from '../../sources/image-source.ts';
import type { ItemWriter } from '../store/item-writer.ts';
import type { ItemKey } from '../store/names.ts';
import { tagOf } from '../store/partials.ts';
import type { Store } from '../store/store.ts';
import { Receipt, type Expected } from './receipt.ts';

export type Kept =
  { readonly ok: true; readonly bytes: number } | { readonly ok: false; readonly error: AppFailure };

/** The way of one item into the store, which may refuse it at any moment. */
export class Intake {
  readonly receipt: Receipt;
  readonly incoming: Incoming;
  readonly #store: Store;
  readonly #key: ItemKey;
  #writer: ItemWriter | null;
  refusal: AppFailure | null = null;

  private constructor(
    store: Store,
    key: ItemKey,
    parts: { receipt: Receipt; incoming: Incoming; writer: ItemWriter | null },
  ) {
    this.#store = store;
    this.#key = key;
    this.receipt = parts.receipt;
    this.incoming = parts.incoming;
    this.#writer = parts.writer;
  }

  /** Goes on where an earlier try was interrupted, if the source can, and if it still has the same. */
  static async start(
    store: Store,
    key: ItemKey,
    expected: Expected,
    load: (from: number) => Promise<Incoming>,
    keepAll: () => boolean,
  ): Promise<Intake> {
    const begun = await begunBefore(store, key, expected, keepAll).catch(() => null);
    let incoming: Incoming;
    try {
      incoming = await load(begun?.receipt.bytes ?? 0);
    } catch (error) {
      if (begun) await store.writers.suspend(begun.writer);
      throw error;
    }
    if (begun) {
      const { validator, from } = incoming;
      if (from === begun.receipt.bytes && validator !== null && tagOf(validator) === begun.tag)
        return new Intake(store, key, { ...begun, incoming });
      await begun.writer.abort();
      if (from > 0) {
        await leave(incoming);
        incoming = await load(0);
      }
    }
    const receipt = new Receipt(expected, incoming.sha256 !== null, incoming.length);
    const { validator, length: bytes } = incoming;
    const writer = store.writers.begin(key, { validator, bytes });
    return new Intake(store, key, { receipt, incoming, writer });
  }

  /** A store that refuses it does not keep the rest from coming: somebody may be looking. */
  async push(piece: Uint8Array): Promise<void> {
    try {
      await this.#writer?.push(piece);
    } catch (error) {
      this.refusal = asFailure(error);
      await this.abandon();
    }
  }

  async commit(isFlushed: boolean): Promise<Kept> {
    const writer = this.#writer;
    if (!writer) return { ok: false, error: this.refusal ?? new AppFailure('internal', 'nothing to store') };
    this.#writer = null;
    try {
      return { ok: true, bytes: await this.#store.commitItem(this.#key, writer, isFlushed) };
    } catch (error) {
      return { ok: false, error: asFailure(error) };
    }
  }

  /** Puts it aside as far as it has come, for the next try. Without effect after `commit`. */
  async suspend(): Promise<void> {
    const writer = this.#writer;
    this.#writer = null;
    if (writer) await this.#store.writers.suspend(writer);
  }

  /** Without effect after `commit`. */
  async abandon(): Promise<void> {
    await this.#writer?.abort();
    this.#writer = null;
  }
}

async function begunBefore(
  store: Store,
  key: ItemKey,
  expected: Expected,
  keepAll: () => boolean,
): Promise<{ tag: string; receipt: Receipt; writer: ItemWriter } | null> {
  const partial = store.writers.resume(key);
  if (!partial) return null;
  const { tag } = partial;
  const receipt = new Receipt(expected, true, null);
  const writer = store.writers.continuing(key, tag);
  try {
    for await (const piece of partial.pieces()) {
      receipt.add(piece, keepAll());
      await writer.push(piece);
    }
    await partial.end();
    if (receipt.bytes > 0) return { tag, receipt, writer };
  } catch (error) {
    await writer.abort();
    await partial.end();
    throw error;
  }
  await writer.abort();
  return null;
}

/** Lets go of the connection. */
async function leave({ bytes }: Incoming): Promise<void> {
  await bytes[Symbol.asyncIterator]().return?.();
}

export const asFailure = (error: unknown): AppFailure =>
  error instanceof AppFailure ? error : new AppFailure('internal', 'fetching failed for a reason unforeseen');
