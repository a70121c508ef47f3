import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AppError } from '../../../src-shared/errors.ts';
import { createLog } from '../../app/log.ts';
import { LibraryClient } from '../../library/client.ts';
import type { LibraryProcess } from '../../library/link.ts';
import { codeOf, temporaryFolder } from '../../library/testing.ts';
import { AccountLibrary } from './account-library.ts';

/** A library process that opens nothing while there is something in its way. */
class Process implements LibraryProcess {
  inTheWay: AppError | null = null;
  readonly calls: string[] = [];
  #say: (message: unknown) => void = () => undefined;

  postMessage(message: Parameters<LibraryProcess['postMessage']>[0]): void {
    if (message.kind !== 'call') return;
    const { id, name } = message;
    this.calls.push(name);
    const result =
      name === 'open' && this.inTheWay ? { ok: false, error: this.inTheWay } : { ok: true, value: undefined };
    queueMicrotask(() => this.#say({ kind: 'answer', id, result }));
  }
  onMessage(listener: (message: unknown) => void): void {
    this.#say = listener;
  }
  onExit(): void {
    // It never ends by itself.
  }
  kill(): void {
    // Nor has it anything to end.
  }
}

const url = 'https://portal.example';
const portal = {
  portal: {
    address: url,
    name: 'Portail',
    operator: '',
    support: { email: 'aide@portal.example', telephone: null },
    passwordMinLength: 12,
    lockout: { attempts: 3, seconds: 300 },
    sharing: { durationsDays: [7], maxExams: 50, messageMaxLength: 1000 },
    browserSignIn: false,
    features: [],
  },
  endpoints: {
    api: `${url}/api/v1`,
    dicomweb: `${url}/dicom-web`,
    token: `${url}/oauth/token`,
    revocation: `${url}/oauth/revoke`,
    authorization: null,
  },
};

const somebody = {
  ref: { portalAddress: url, username: 'jeanne' },
  libraryKey: { key: Buffer.alloc(32, 1), kept: true },
  discovered: portal,
  online: true,
};

let folder: { path: string; remove: () => Promise<void> };
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

function setUp() {
  const process = new Process();
  const client = new LibraryClient({
    fork: () => process,
    token: () => Promise.resolve('token'),
    route: () => Promise.resolve(null),
  });
  client.start();
  const library = new AccountLibrary({
    client,
    keys: { forget: () => Promise.resolve() },
    root: folder.path,
    cacheLimit: () => 0,
    log: createLog(() => undefined),
  });
  return { process, client, library };
}

test('a library that a full disk keeps shut says so, and opens for who asks once there is room', async () => {
  const { process, client, library } = setUp();
  process.inTheWay = { code: 'disk-full', message: 'opening the library: ENOSPC' };
  library.follow(somebody);
  expect(await codeOf(library.opened())).toBe('disk-full');

  process.inTheWay = null;
  expect(await Promise.all([library.opened(), library.opened()])).toEqual([client, client]);
  expect(process.calls.filter((name) => name === 'open')).toHaveLength(3);
  expect(process.calls.at(-1)).toBe('setOnline');
});

test('what kept one account’s library shut is forgotten with them', async () => {
  const { process, library } = setUp();
  process.inTheWay = { code: 'disk-error', message: 'opening the library: EIO' };
  library.follow(somebody);
  expect(await codeOf(library.opened())).toBe('disk-error');
  library.follow(null);
  expect(await codeOf(library.opened())).toBe('not-signed-in');
});
