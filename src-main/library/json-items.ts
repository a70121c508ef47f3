import type { z } from 'zod';
import type { ItemKey } from './store/names.ts';
import type { Store } from './store/store.ts';

/** Null where it is not here, or was written in another shape by an older version. */
export async function readJson<T extends z.ZodType>(
  store: Store,
  key: ItemKey,
  schema: T,
): Promise<z.output<T> | null> {
  const bytes = await store.read(key);
  return bytes && parseJson(Buffer.from(bytes).toString('utf8'), schema);
}

export function parseJson<T extends z.ZodType>(text: string, schema: T): z.output<T> | null {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** What cannot be stored is not remembered; for a description that is no failure. Documents of the account are strict. */
export async function writeJson(store: Store, key: ItemKey, value: unknown): Promise<void> {
  const write = store.write(key, Buffer.from(JSON.stringify(value), 'utf8'));
  await (key.kind === 'exam-item' ? write.catch(() => undefined) : write);
}
