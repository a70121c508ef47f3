import { expect, test } from 'vitest';
import { AppFailure } from '../../src-shared/errors.ts';
import { LibraryClient } from './client.ts';
import type { LibraryProcess } from './link.ts';
import type { ToLibrary } from './messages.ts';
import { codeOf } from './testing.ts';

// A loaded machine is slow, not wrong.
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 20_000 });

/** A library process that answers when the test says so. */
class FakeProcess implements LibraryProcess {
  readonly received: ToLibrary[] = [];
  killed = false;
  #message: (message: unknown) => void = () => undefined;
  #exit: (code: number) => void = () => undefined;

  postMessage(message: ToLibrary): void {
    this.received.push(message);
  }
  onMessage(listener: (message: unknown) => void): void {
    this.#message = listener;
  }
  onExit(listener: (code: number) => void): void {
    this.#exit = listener;
  }
  kill(): void {
    this.killed = true;
  }
  say(message: unknown): void {
    this.#message(message);
  }
  die(): void {
    this.#exit(139);
  }
  calls(): { id: number; name: string }[] {
    return this.received.filter((message) => message.kind === 'call');
  }
  answerAll(value?: unknown): void {
    for (const { id } of this.calls()) this.say({ kind: 'answer', id, result: { ok: true, value } });
  }
}

const input = {
  folder: '/somewhere',
  key: new Uint8Array(32),
  lifetime: 'kept',
  portal: { apiBaseUrl: 'https://p.example/api', dicomwebBaseUrl: 'https://p.example/dicom-web' },
  cacheLimit: 0,
} as const;

function setUp(token: () => Promise<string> = async () => 'token'): {
  client: LibraryClient;
  all: FakeProcess[];
} {
  const all: FakeProcess[] = [];
  const fork = (): FakeProcess => {
    const process = new FakeProcess();
    all.push(process);
    return process;
  };
  const client = new LibraryClient({ fork, token, route: () => Promise.resolve(null) });
  client.start();
  return { client, all };
}

test('a process that dies is started again, opened as before, and asked again what it had not answered', async () => {
  const { client, all } = setUp();
  let restarts = 0;
  client.on('restarted', () => (restarts += 1));
  const opened = client.open(input);
  all[0]!.answerAll();
  await opened;
  const list = client.list();
  all[0]!.die();
  expect(all).toHaveLength(2);
  expect(restarts).toBe(1);
  expect(all[1]!.calls().map(({ name }) => name)).toEqual(['open', 'list']);
  all[1]!.answerAll([]);
  expect(await list).toEqual([]);
});

test('one that keeps dying is given up, and everyone who waits is told', async () => {
  const { client, all } = setUp();
  const code = codeOf(client.list());
  for (let n = 0; n < 5; n += 1) all.at(-1)!.die();
  expect(await code).toBe('internal');
  expect(all).toHaveLength(5);
  expect(await codeOf(client.list())).toBe('internal');
});

test('failures come back as they were said, and nonsense does not come through', async () => {
  const { client, all } = setUp();
  const failing = client.keep({} as never).catch((error: unknown) => error);
  const { id } = all[0]!.calls()[0]!;
  all[0]!.say({
    kind: 'answer',
    id,
    result: { ok: false, error: { code: 'disk-full', message: 'full', retryAfter: 3 } },
  });
  const error = await failing;
  expect(error instanceof AppFailure && error.error).toEqual({
    code: 'disk-full',
    message: 'full',
    retryAfter: 3,
  });
  const list = codeOf(client.list());
  all[0]!.say('nonsense');
  all[0]!.answerAll([{ examId: 4 }]);
  expect(await list).toBe('internal');
});

test('a token is lent on demand, and a refusal is passed on', async () => {
  let fail = false;
  const { all } = setUp(async () => {
    if (fail) throw new AppFailure('session-ended', 'over');
    return 'secret';
  });
  const said = (): ToLibrary | undefined => all[0]!.received.at(-1);
  all[0]!.say({ kind: 'token', id: 4, rejected: null });
  await eventually(said).toEqual({ kind: 'token', id: 4, result: { ok: true, value: 'secret' } });
  fail = true;
  all[0]!.say({ kind: 'token', id: 5, rejected: 'secret' });
  await expect
    .poll(said)
    .toMatchObject({ kind: 'token', id: 5, result: { ok: false, error: { code: 'session-ended' } } });
});
