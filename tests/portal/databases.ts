import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import type { DatabaseAddress } from '../../src-portal/db/database.ts';
import { orthancIsMissing, startOrthanc } from '../helpers/servers/orthanc.ts';

// The same tests run on the embedded database and on PostgreSQL (servers.ts starts one, or DATABASE_URL_TEST names one,
// as a role that may create databases); over files and in front of a real archive.

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

/** Where images lie. */
export interface TestImages {
  readonly name: string;
  /** An empty store of its own, and the settings that lead a portal to it. */
  start(): Promise<{ environment: Readonly<Record<string, string>>; stop(): Promise<void> }>;
}

export const files: TestImages = {
  name: 'files',
  start: async () => ({ environment: {}, stop: () => Promise.resolve() }),
};

const archive: TestImages = {
  name: 'Orthanc',
  async start() {
    const orthanc = await startOrthanc();
    return { environment: { PACS_URL: orthanc.dicomWebUrl }, stop: () => orthanc.dispose() };
  },
};

export const imageStores: readonly TestImages[] = orthancIsMissing ? [files] : [files, archive];

const url = process.env['DATABASE_URL_TEST'];
export const databases: readonly TestDatabase[] = url ? [embedded, server(url)] : [embedded];

/** Each database over each image store. */
export const setUps = databases.flatMap((database) =>
  imageStores.map((images) => ({ database, images, name: `${database.name} and ${images.name}` })),
);
