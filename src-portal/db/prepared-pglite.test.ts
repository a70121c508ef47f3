import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withPreparedStatements } from './prepared-pglite.ts';

let folder: string;
let plain: PGlite;
let prepared: ReturnType<typeof withPreparedStatements>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'emage-prepared-'));
  plain = await PGlite.create(folder);
  prepared = withPreparedStatements(plain);
  await plain.exec('create table kept (id int primary key, word text)');
});
afterAll(async () => {
  await prepared.close();
  await rm(folder, { recursive: true, force: true });
});

const everyType =
  'select $1::text as t, $2::int as i, $3::bigint as b, $4::boolean as f, $5::timestamptz as at, $6::text[] as words, $7::jsonb as j';
const text = fc.string().filter((word) => !word.includes('\0'));
const values = fc.tuple(
  fc.option(text),
  fc.option(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
  fc.option(fc.maxSafeInteger()),
  fc.option(fc.boolean()),
  fc.option(fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })),
  fc.option(fc.array(text)),
  fc.option(fc.constantFrom('{"a": 1}', '[]', '"x"')),
);

it('answers like the database itself, whatever the values', async () => {
  await fc.assert(
    fc.asyncProperty(values, async (parameters) => {
      const expected = await plain.query(everyType, [...parameters]);
      expect((await prepared.query(everyType, [...parameters])).rows).toEqual(expected.rows);
    }),
    { numRuns: 60 },
  );
});

it('counts what a statement changed, and goes on after one that failed', async () => {
  const insert = 'insert into kept values ($1, $2)';
  for (const id of [1, 2, 3]) expect((await prepared.query(insert, [id, 'a'])).affectedRows).toBe(1);
  await expect(prepared.query(insert, [3, 'b'])).rejects.toMatchObject({ code: '23505' });
  await expect(prepared.query(insert, ['many', 'b'])).rejects.toMatchObject({ code: '22P02' });
  expect((await prepared.query('update kept set word = $1', ['z'])).affectedRows).toBe(3);
});

it('keeps transactions, and what it prepared in one that was rolled back', async () => {
  const insert = 'insert into kept values ($1, $2) returning id';
  const attempt = prepared.transaction(async (inside) => {
    for (const id of [10, 11, 12]) await inside.query(insert, [id, 'gone']);
    throw new Error('no');
  });
  await expect(attempt).rejects.toThrow('no');
  expect((await prepared.query('select id from kept where id >= 10')).rows).toEqual([]);
  expect((await prepared.query(insert, [10, 'stays'])).rows).toEqual([{ id: 10 }]);
});

it('bears more texts than it keeps', async () => {
  for (let index = 0; index < 700; index += 1) {
    const statement = `select ${index % 350} as n`;
    expect((await prepared.query(statement)).rows).toEqual([{ n: index % 350 }]);
  }
});
