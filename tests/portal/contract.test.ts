import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { contractFile } from '../../src-portal/http/contract.ts';
import { dicomWebRows } from './contract-rows-dicomweb.ts';
import { make, restRows, type Made, type Row } from './contract-rows.ts';
import { setUps } from './databases.ts';
import { startRig, type Rig } from './rig.ts';

// Every row of the contract over HTTP, refusals included, on each database and each image store. The rows are those of
// openapi.yaml: an operation without an entry, or with an answer that nothing asks for, fails.

interface Operation {
  readonly operationId: string;
  readonly security?: readonly unknown[];
  readonly responses: Readonly<Record<string, unknown>>;
}
const contract = parse(readFileSync(contractFile, 'utf8'), { merge: true }) as {
  paths: Record<string, Record<string, Operation>>;
};
const operations = Object.entries(contract.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({
    path,
    method: method.toUpperCase() as 'GET' | 'POST' | 'PATCH' | 'DELETE',
    id: operation.operationId,
    secured: operation.security?.length !== 0,
    statuses: Object.keys(operation.responses).filter((status) => status !== 'default'),
  })),
);
const rows: Readonly<Record<string, readonly Row[]>> = { ...dicomWebRows, ...restRows };
// These end what the others stand on.
const last = ['changePassword', 'revokeShare', 'endSession', 'deactivateAccount'];
const inOrder = [...operations].sort((one, other) => last.indexOf(one.id) - last.indexOf(other.id));

it('has an entry for every operation of the contract, and for no other', () => {
  expect(Object.keys(rows).sort()).toEqual(operations.map(({ id }) => id).sort());
});

it.each(operations)('asks $id for everything that it can answer', ({ id, statuses }) => {
  expect((rows[id] ?? []).map(({ status }) => String(status))).toEqual(expect.arrayContaining(statuses));
});

describe.each(setUps)('the contract on $name', ({ database, images }) => {
  let rig: Rig;
  let made: Made;
  beforeAll(async () => {
    rig = await startRig(database, {}, images);
    made = await make(rig);
  });
  afterAll(() => rig.dispose());

  const tokenOf = async (as: Row['as']): Promise<string | undefined> => {
    if (as === 'nobody') return undefined;
    return as === 'guest' ? made.guest : rig.as(as);
  };

  it.each(Object.entries(contract.paths))('%s says which methods it takes', async (path, item) => {
    const url = new URL(path.replaceAll(/\{\w+\}/g, '1'), rig.url);
    const allowed = Object.keys(item).map((method) => method.toUpperCase());
    for (const [method, status] of [
      ['PUT', 405],
      ['OPTIONS', 204],
    ] as const) {
      const response = await fetch(url, { method });
      expect(response.status).toBe(status);
      expect(response.headers.get('allow')?.split(', ')).toEqual(expect.arrayContaining(allowed));
      if (status === 405) expect(await response.json()).toMatchObject({ code: 'method-not-allowed' });
    }
  });

  describe.each(inOrder)('$method $path', ({ id, method, path, secured }) => {
    it.runIf(secured)('is closed to who has no token, or a wrong one', async () => {
      const asked = path
        .replace('{id}', '01900000-0000-7000-8000-000000000000')
        .replaceAll(/\{(study|series|instance)\}/g, '1.2.3')
        .replace('{frames}', '1')
        .replace('{path}', '7FE00010');
      for (const token of [undefined, 'a'.repeat(43)]) {
        const response = await rig.call(asked, { method, token });
        expect(response.status).toBe(401);
        expect(response.headers.get('www-authenticate')).toContain('Bearer');
      }
    });

    it.each(rows[id] ?? [])('$says, asked by $as: $status', async (row) => {
      const where = typeof row.path === 'string' ? row.path : await row.path(made);
      const call = typeof row.call === 'function' ? await row.call(made) : row.call;
      const response = await rig.call(where, { token: await tokenOf(row.as), ...call });
      const answered = `${response.status} ${response.ok ? '' : await response.clone().text()}`;
      expect(response.status, answered).toBe(row.status);
      if (row.code !== undefined) expect(await response.clone().json()).toMatchObject({ code: row.code });
      if (row.holds) expect(await row.holds(response.clone(), made)).toBe(true);
      await response.arrayBuffer();
    });
  });
});
