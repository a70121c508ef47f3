import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/** A thing the library holds: one of an exam's (`instance/1.2.3`, `report/…`, `series/…`) or a document of the account. */
export type ItemKey =
  | { readonly kind: 'exam-item'; readonly examId: string; readonly item: string }
  | { readonly kind: 'document'; readonly item: string }
  | { readonly kind: 'keep'; readonly item: string };

export const instanceKey = (examId: string, sopInstanceUid: string): ItemKey => ({
  kind: 'exam-item',
  examId,
  item: `instance/${sopInstanceUid}`,
});
export const reportKey = (examId: string, reportId: string): ItemKey => ({
  kind: 'exam-item',
  examId,
  item: `report/${reportId}`,
});

/**
 * Names that say nothing without the library key, and that need no index: whoever knows what they want can compute
 * where it lies. 128 bits of HMAC-SHA256.
 */
export class Names {
  /** Made once: Node would make one of the bytes for every name, which takes longer than the name. */
  readonly #key: KeyObject;
  /** An item on its way is asked for by name at every step of it. */
  readonly #known = new WeakMap<ItemKey, string>();
  /** The last one. */
  #exam = { id: '', name: '' };

  constructor(libraryKey: Uint8Array) {
    const key = hkdfSync('sha256', libraryKey, new Uint8Array(), 'e-mage library names 1', 32);
    this.#key = createSecretKey(Buffer.from(key));
  }

  ofExam(examId: string): string {
    if (this.#exam.id !== examId || this.#exam.name === '')
      this.#exam = { id: examId, name: this.#hmac(['exam', examId]) };
    return this.#exam.name;
  }

  ofItem(key: ItemKey): string {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const name =
      key.kind === 'exam-item'
        ? this.#hmac([key.kind, key.examId, key.item])
        : this.#hmac([key.kind, key.item]);
    this.#known.set(key, name);
    return name;
  }

  #hmac(parts: readonly string[]): string {
    // As JSON, so that no two lists of parts run together to the same text.
    return createHmac('sha256', this.#key).update(JSON.stringify(parts)).digest('hex').slice(0, 32);
  }
}
