import { z } from 'zod';
import { Refusal } from '../services/refusal.ts';
import { holdsNul } from './holds-nul.ts';

/** A cursor is where a page ended: the last row's sort value and its id, as opaque text. */
export const encodeCursor = (value: string, id: string): string =>
  Buffer.from(JSON.stringify([value, id])).toString('base64url');

const cursorSchema = z.tuple([
  z
    .string()
    .max(400)
    .refine((text) => !holdsNul(text)),
  z.uuid(),
]);

export function decodeCursor(cursor: string | undefined): readonly [value: string, id: string] | null {
  if (cursor === undefined) return null;
  try {
    const json: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return cursorSchema.parse(json);
  } catch {
    throw new Refusal('invalid-request', { fields: ['cursor'] });
  }
}

/** A year 0 there is not, in PostgreSQL as in history. */
const instantSchema = z.iso.datetime().regex(/^(?!0000)/);

/** For cursors whose value is an instant. */
export function decodeInstantCursor(cursor: string | undefined): { at: Date; id: string } | null {
  const decoded = decodeCursor(cursor);
  if (!decoded) return null;
  const at = instantSchema.safeParse(decoded[0]);
  if (!at.success) throw new Refusal('invalid-request', { fields: ['cursor'] });
  return { at: new Date(at.data), id: decoded[1] };
}

export function pageOf<T>(
  rows: readonly T[],
  limit: number,
  cursorOf: (row: T) => string,
): {
  items: readonly T[];
  nextCursor: string | null;
} {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}
