import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase, type DatabaseAddress } from './database.ts';

let folder: string;
let address: DatabaseAddress;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'emage-database-'));
  address = { kind: 'embedded', folder };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a database is brought to the newest schema, opens again as it is, and is refused where it is of a newer portal', async () => {
  const column = sql<{ n: number }>`
    select count(*)::int as n from information_schema.columns where column_name = 'previous_opened_at'`;
  const first = await openDatabase(address);
  const [newest] = (
    await sql<{ name: string }>`select name from kysely_migration where name like '0008%'`.execute(first)
  ).rows;
  expect(newest).toBeDefined();
  await sql`alter table share drop column previous_opened_at`.execute(first);
  await sql`insert into patient (id, patient_number, family_name, given_name, display_name, search_text)
    values (gen_random_uuid(), 'P1', 'Lebœuf', 'Anne', 'Anne Lebœuf', 'lebœuf anne d’arc')`.execute(first);
  await sql`delete from kysely_migration where name = ${newest?.name} or name like '0009%'`.execute(first);
  await first.destroy();

  const second = await openDatabase(address);
  expect((await column.execute(second)).rows).toEqual([{ n: 1 }]);
  const written = await second.selectFrom('patient').select('searchText').execute();
  expect(written).toEqual([{ searchText: "leboeuf anne d'arc" }]);
  await sql`insert into kysely_migration (name, timestamp) values ('9999_of_tomorrow', '')`.execute(second);
  await second.destroy();

  await expect(openDatabase(address)).rejects.toThrow('9999_of_tomorrow');
});
