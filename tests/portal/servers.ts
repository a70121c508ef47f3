import { nginxIsMissing } from '../helpers/servers/nginx.ts';
import { orthancIsMissing } from '../helpers/servers/orthanc.ts';
import { postgresIsMissing, startPostgres } from '../helpers/servers/postgres.ts';

/**
 * Gives the portal's tests a PostgreSQL server, unless DATABASE_URL_TEST names one. Where servers are missing, tests on
 * them are left out with a word of it; `npm test` says that they may not be (EMAGE_TEST_SERVERS).
 */
export default async function startServers(): Promise<(() => Promise<void>) | undefined> {
  const missing = [postgresIsMissing, orthancIsMissing, nginxIsMissing].filter((reason) => reason !== null);
  if (missing.length > 0) {
    if (process.env['EMAGE_TEST_SERVERS'] === 'required') throw new Error(missing.join('\n'));
    process.stderr.write(`${missing.join('\n')}\n`);
  }
  if (process.env['DATABASE_URL_TEST'] || postgresIsMissing) return undefined;
  const server = await startPostgres();
  process.env['DATABASE_URL_TEST'] = server.url;
  return () => server.dispose();
}
