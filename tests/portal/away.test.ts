import pg from 'pg';
import { expect, it } from 'vitest';
import { isUnavailable } from '../../src-portal/http/unavailable.ts';
import { postgresIsMissing, startPostgres } from '../helpers/servers/postgres.ts';
import { startRig } from './rig.ts';

it.skipIf(postgresIsMissing !== null)('says that it is unavailable while its database is away', async () => {
  const server = await startPostgres();
  const rig = await startRig({
    name: 'PostgreSQL that stops',
    create: () =>
      Promise.resolve({ address: { kind: 'server', url: server.url }, drop: () => Promise.resolve() }),
  });
  const token = await rig.as('anne');
  const paths = ['/api/v1/account', '/api/v1/exams', '/dicom-web/studies', '/ready'];
  for (const path of paths) expect((await rig.call(path, { token })).status, path).toBe(200);
  // It comes back by itself: everybody is sent home, as when the server is started again.
  const administrator = new pg.Client({ connectionString: server.url });
  await administrator.connect();
  await administrator.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'",
  );
  await administrator.end();
  const account = async () => (await rig.call('/api/v1/account', { token })).status;
  await expect.poll(account, { timeout: 10_000 }).toBe(200);
  await server.dispose();
  for (const path of paths) {
    const answer = await rig.call(path, { token });
    expect(answer.status, path).toBe(503);
    expect(await answer.json()).toMatchObject({ code: 'unavailable' });
  }
  expect((await rig.token({ grant_type: 'password', username: 'anne', password: 'x' })).status).toBe(503);
  expect((await rig.call('/health')).status).toBe(200);
  await rig.dispose();
});

it.each([
  ['a full disk', Object.assign(new Error('write'), { code: 'ENOSPC' }), true],
  ['a full disk under the database', Object.assign(new Error('disk full'), { code: '53100' }), true],
  ['a lost connection', new Error('Connection terminated unexpectedly'), true],
  ['a refused row', Object.assign(new Error('duplicate key'), { code: '23505' }), false],
  ['a bug', new TypeError('x is not a function'), false],
])('tells %s from what will not pass', (_what, error, passes) => {
  expect(isUnavailable(error)).toBe(passes);
});
