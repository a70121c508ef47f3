import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openDatabase, type Database, type Queryable } from './database.ts';
import { statement, type Places } from './statement.ts';

let folder: string;
let db: Database;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'emage-statement-'));
  db = await openDatabase({ kind: 'embedded', folder });
});
afterAll(async () => {
  await db.destroy();
  await rm(folder, { recursive: true, force: true });
});

it('is put together once, and answers to each value by itself, also within a transaction', async () => {
  const build = vi.fn((on: Queryable, place: Places<{ word: string; count: number | null }>) =>
    on
      .selectNoFrom([
        sql<string>`${place('word')}::text`.as('firstWord'),
        sql<number | null>`${place('count')}::int + ${40}::int`.as('sum'),
        sql<string>`${place('word')}::text`.as('again'),
      ])
      .compile(),
  );
  const asked = statement(build);
  for (const [word, count, sum] of [
    ['one', 1, 41],
    ["it's; drop table exam --", 2, 42],
    ['none', null, null],
  ] as const) {
    expect(await asked(db, { word, count })).toEqual([{ firstWord: word, sum, again: word }]);
  }
  const [inside] = await db.transaction().execute((trx) => asked(trx, { word: 'inside', count: 0 }));
  expect(inside?.sum).toBe(40);
  expect(build).toHaveBeenCalledTimes(1);
});
