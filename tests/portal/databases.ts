import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import type { DatabaseAddress } from '../../src-portal/db/database.ts';

// The same tests run on the embedded database and, where DATABASE_URL_TEST names a server (as a role that may create
// databases), on PostgreSQL.

export interface TestDatabase {
  readonly name: string;
  /** An empty database of its own. */
  create(folder: string): Promise<{ address: DatabaseAddress; drop(): Promise<void> }>;
}

const embedded: TestDatabase = {
  name: 'PGlite',
  create: async (folder) => ({
    address: { kind: 'embedded', folder: join(folder, 'database') },
    drop: () => Promise.resolve(),
  }),
};

const server = (url: string): TestDatabase => ({
  name: 'PostgreSQL',
  async create() {
    const database = `emage_${randomUUID().replaceAll('-', '')}`;
    await asked(url, `create database ${database}`);
    const own = new URL(url);
    own.pathname = `/${database}`;
    return {
      address: { kind: 'server', url: own.href },
      drop: () => asked(url, `drop database ${database} with (force)`),
    };
  },
});

async function asked(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Where images lie: on disk and, where PACS_URL_TEST names one that takes STOW-RS, in a DICOMweb archive. */
export interface TestImages {
  readonly name: string;
  readonly environment: Readonly<Record<string, string>>;
}

const archive = process.env['PACS_URL_TEST'];
export const imageStores: readonly TestImages[] = [
  { name: 'files', environment: {} },
  ...(archive ? [{ name: 'an archive', environment: { PACS_URL: archive } }] : []),
];

const url = process.env['DATABASE_URL_TEST'];
export const databases: readonly TestDatabase[] = url ? [embedded, server(url)] : [embedded];
