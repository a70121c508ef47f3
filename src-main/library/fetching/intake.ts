import { AppFailure } from '../../../src-shared/errors.ts';
import type { ItemKey } from '../store/names.ts';
import type { Store } from '../store/store.ts';

type Kept = { readonly ok: true } | { readonly ok: false; readonly error: AppFailure };

/** The way of one item into the store, which may refuse it at any moment. */
export class Intake {
  readonly #store: Store;
  readonly #key: ItemKey;
  #writer: Awaited<ReturnType<Store['writer']>> | null = null;
  refusal: AppFailure | null = null;

  private constructor(store: Store, key: ItemKey) {
    this.#store = store;
    this.#key = key;
  }

  static async start(store: Store, key: ItemKey): Promise<Intake> {
    const intake = new Intake(store, key);
    await intake.#guard(async () => void (intake.#writer = await store.writer(key)));
    return intake;
  }

  async push(piece: Uint8Array): Promise<void> {
    await this.#guard(async () => this.#writer?.push(piece));
  }

  async commit(): Promise<Kept> {
    const writer = this.#writer;
    if (!writer) return { ok: false, error: this.refusal ?? new AppFailure('internal', 'nothing to store') };
    this.#writer = null;
    try {
      await this.#store.commitItem(this.#key, writer);
      return { ok: true };
    } catch (error) {
      return { ok: false, error: asFailure(error) };
    }
  }

  /** Without effect after `commit`. */
  async abandon(): Promise<void> {
    await this.#writer?.abort();
    this.#writer = null;
  }

  async #guard(step: () => Promise<void>): Promise<void> {
    if (this.refusal) return;
    try {
      await step();
    } catch (error) {
      this.refusal = asFailure(error);
      await this.abandon();
    }
  }
}

export const asFailure = (error: unknown): AppFailure =>
  error instanceof AppFailure ? error : new AppFailure('internal', 'fetching failed for a reason unforeseen');
