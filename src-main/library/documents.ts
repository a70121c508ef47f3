import { z } from 'zod';
import { readJson, writeJson } from './json-items.ts';
import type { ItemKey } from './store/names.ts';
import type { Store } from './store/store.ts';

const storedSchema = z.object({ json: z.string(), storedAt: z.string() });
type Stored = z.infer<typeof storedSchema>;

const keyOf = (key: string): ItemKey => ({ kind: 'document', item: key });

/** What a person noted on an exam's images. */
export const notesKey = (examId: string): string => `notes ${examId}`;

/** JSON that is neither image nor report: lists as the portal gave them, notes on an exam. */
export const documents = {
  put: (store: Store, key: string, json: string): Promise<void> =>
    writeJson(store, keyOf(key), { json, storedAt: new Date().toISOString() }),
  get: (store: Store, key: string): Promise<Stored | null> => readJson(store, keyOf(key), storedSchema),
  remove: (store: Store, key: string): Promise<void> => store.remove(keyOf(key)),
} as const;
