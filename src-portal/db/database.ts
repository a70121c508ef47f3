import { chmod, mkdir, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { CamelCasePlugin, Kysely, PGliteDialect, PostgresDialect, sql, type Transaction } from 'kysely';
import { DEFAULT_MIGRATION_TABLE, Migrator, type Migration } from 'kysely/migration';
import pg from 'pg';
import { lockFolder } from './folder-lock.ts';
import { withPreparedStatements } from './prepared-pglite.ts';
import type { Tables } from './schema.ts';

export type Database = Kysely<Tables>;
/** A database or a transaction on it. Inside a transaction use nothing else: the embedded database has one connection. */
export type Queryable = Kysely<Tables> | Transaction<Tables>;

export type DatabaseAddress =
  { readonly kind: 'embedded'; readonly folder: string } | { readonly kind: 'server'; readonly url: string };

/** PostgreSQL type numbers (pg_type.oid) whose values both drivers are told to read alike. */
const typeInt8 = 20;
const typeDate = 1082;
const readNumber = (text: string): number => Number(text);
const readText = (text: string): string => text;

/** Opens the database and brings it to the newest schema. */
export async function openDatabase(address: DatabaseAddress): Promise<Database> {
  const database = new Kysely<Tables>({
    dialect: address.kind === 'embedded' ? await embedded(address.folder) : server(address.url),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  try {
    await migrate(database);
  } catch (error) {
    await database.destroy();
    throw error;
  }
  return database;
}

async function embedded(folder: string): Promise<PGliteDialect> {
  await mkdir(folder, { recursive: true });
  const unlock = await lockFolder(folder);
  const pglite = await PGlite.create({
    dataDir: folder,
    parsers: { [typeInt8]: readNumber, [typeDate]: readText },
  }).catch(async (error: unknown) => {
    await unlock();
    throw error;
  });
  // Its files are open to everybody, whatever the umask: nobody else may come as far as to them.
  await chmod(folder, 0o700);
  // A plan made once serves every value: else a statement with many subqueries is planned anew each time it runs, which takes
  // four times as long as running it.
  await pglite.exec("set time zone 'UTC'; set plan_cache_mode = force_generic_plan");
  const database = withPreparedStatements(pglite);
  return new PGliteDialect({
    pglite: {
      ...database,
      async close() {
        await database.close();
        await unlock();
      },
    },
  });
}

function server(url: string): PostgresDialect {
  const types = new pg.TypeOverrides();
  types.setTypeParser(typeInt8, readNumber);
  types.setTypeParser(typeDate, readText);
  // A server that does not answer at all fails a request after a while; it is not waited for for ever.
  const connectionTimeoutMillis = 30_000;
  const options = '-c TimeZone=UTC';
  const pool = new pg.Pool({ connectionString: url, max: 16, types, options, connectionTimeoutMillis });
  // An idle connection that the server cut: the pool has dropped it and opens another. Without a listener it would end
  // the process.
  pool.on('error', () => undefined);
  return new PostgresDialect({ pool });
}

const migrationsFolder = join(import.meta.dirname, 'migrations');

async function migrate(database: Database): Promise<void> {
  const names = (await readdir(migrationsFolder))
    .filter((name) => name.endsWith('.sql'))
    .map((name) => name.replace(/\.sql$/, ''))
    .sort();
  if (await haveRun(database, names)) return;
  const migrator = new Migrator({
    db: database,
    provider: {
      getMigrations: () =>
        Promise.resolve(Object.fromEntries(names.map((name) => [name, migrationFrom(name)]))),
    },
    // Numbers from 0100 belong to the image store: a later 0006 must not be refused for coming after them.
    allowUnorderedMigrations: true,
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error instanceof Error ? error : new Error('a migration failed');
}

/** These and no others. The migrator would find the same, but looks through the whole catalogue first: a fifth of a start. */
async function haveRun(database: Database, names: readonly string[]): Promise<boolean> {
  const table = await sql<{ there: boolean }>`
    select to_regclass(${DEFAULT_MIGRATION_TABLE}) is not null as there`.execute(database);
  if (table.rows[0]?.there !== true) return false;
  const { rows } = await sql<{ name: string }>`
    select name from ${sql.table(DEFAULT_MIGRATION_TABLE)} order by name collate "C"`.execute(database);
  return rows.length === names.length && rows.every(({ name }, at) => name === names[at]);
}

const migrationFrom = (name: string): Migration => ({
  async up(database) {
    const text = await readFile(join(migrationsFolder, `${name}.sql`), 'utf8');
    // One statement at a time, parted by empty lines.
    for (const statement of text.split(/;\s*\n\s*\n|;\s*$/)) {
      if (statement.trim()) await sql.raw(statement).execute(database);
    }
  },
});
