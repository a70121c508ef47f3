import { describe, expect, test } from 'vitest';
import { AppFailure } from '../../src-shared/errors.ts';
import { callNames, type CallName } from '../../src-shared/ipc/channels.ts';
import { defaultPreferences } from '../../src-shared/domain/preferences.ts';
import type { WindowKind } from '../../src-shared/ipc/define.ts';
import { createLog } from '../app/log.ts';
import type { Handlers } from './handlers.ts';
import { answerCall, registerCalls, type CallEvent } from './register.ts';

const page = 'app://main/index.html';

function setUp(answers: Partial<Record<CallName, (input: unknown) => unknown>> = {}) {
  const lines: string[] = [];
  const asked: CallName[] = [];
  const handlers = Object.fromEntries(
    callNames.map((name) => [
      name,
      async (input: unknown) => {
        asked.push(name);
        return answers[name]?.(input);
      },
    ]),
  ) as unknown as Handlers;
  const kinds = new Map<number, WindowKind>([
    [1, 'shell'],
    [2, 'viewer'],
  ]);
  const options = {
    first: {},
    all: Promise.resolve(handlers),
    kindOf: (id: number) => kinds.get(id),
    isOurPage: (url: string) => url.startsWith('app://main/'),
    log: createLog((line) => lines.push(line)),
  };
  return { options, lines, asked };
}

const event = (change: Partial<CallEvent> = {}): CallEvent => ({
  sender: { id: 1 },
  senderFrame: { url: page, parent: null },
  ...change,
});
const refused = { ok: false, error: expect.objectContaining({ code: 'invalid-request' }) };

describe('a call', () => {
  test('is answered with the value that the handler gives', async () => {
    const { options } = setUp({ 'preferences.get': () => defaultPreferences });
    expect(await answerCall('preferences.get', event(), undefined, options)).toEqual({
      ok: true,
      value: defaultPreferences,
    });
  });

  test('gets no more than the table lets through', async () => {
    const { options } = setUp({ 'preferences.get': () => ({ ...defaultPreferences, token: 'abc' }) });
    expect(await answerCall('preferences.get', event(), undefined, options)).toEqual({
      ok: true,
      value: defaultPreferences,
    });
  });

  test('of a nothing is answered with nothing', async () => {
    const { options } = setUp();
    expect(await answerCall('library.keep', event(), { examId: 'a' }, options)).toEqual({
      ok: true,
      value: undefined,
    });
  });
});

test('what a page asks for last is done, although its window is gone by then', async () => {
  const { options, asked } = setUp();
  let isThere = true;
  const from: CallEvent = {
    sender: { id: 2 },
    get senderFrame() {
      return isThere ? { url: page, parent: null } : null;
    },
  };
  const kindOf = (id: number) => (isThere ? options.kindOf(id) : undefined);
  const answer = answerCall('session.lock', from, undefined, { ...options, kindOf });
  isThere = false;
  await answer;
  expect(asked).toEqual(['session.lock']);
});

describe('a call is refused, and no handler runs,', () => {
  test.each<[string, CallEvent]>([
    ['from an embedded frame', event({ senderFrame: { url: page, parent: {} } })],
    ['from a frame that went away', event({ senderFrame: null })],
    ['from a foreign page', event({ senderFrame: { url: 'https://example.org/index.html', parent: null } })],
    [
      'from a page that only begins like ours',
      event({ senderFrame: { url: 'app://main.example/', parent: null } }),
    ],
    ['from contents that are no window of ours', event({ sender: { id: 99 } })],
    ['from a window of the wrong kind', event({ sender: { id: 2 } })],
  ])('%s', async (_what, from) => {
    const { options, asked } = setUp();
    expect(await answerCall('session.signOut', from, undefined, options)).toEqual(refused);
    expect(asked).toEqual([]);
  });

  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', '', 'session'])(
    'for the name %j',
    async (name) => {
      const { options, asked } = setUp();
      expect(await answerCall(name, event(), undefined, options)).toEqual(refused);
      expect(asked).toEqual([]);
    },
  );

  test.each<[CallName, unknown]>([
    ['session.discover', undefined],
    ['session.discover', { address: 1 }],
    ['session.discover', { address: 'e-mage.org', extra: true }],
    ['session.discover', { address: 'x'.repeat(5000) }],
    ['session.signOut', { anything: true }],
    ['preferences.set', JSON.parse('{"__proto__": {"theme": "dark"}, "constructor": 1}')],
  ])('%s with the input %j', async (name, input) => {
    const { options, asked } = setUp();
    expect(await answerCall(name, event(), input, options)).toEqual(refused);
    expect(asked).toEqual([]);
  });
});

describe('a handler that fails', () => {
  test('answers with the code and what goes with it', async () => {
    const { options } = setUp({
      'session.signIn': () => {
        throw new AppFailure('wrong-credentials', 'refused', { attemptsLeft: 2 });
      },
    });
    const input = { portalAddress: 'e-mage.org', username: 'a', password: 'b', staySignedIn: true };
    expect(await answerCall('session.signIn', event(), input, options)).toEqual({
      ok: false,
      error: { code: 'wrong-credentials', message: 'refused', attemptsLeft: 2 },
    });
  });

  test('by a bug answers with a code alone; the log knows more, without what it must not know', async () => {
    const { options, lines } = setUp({
      'app.info': () => {
        throw new Error('no account for martine.martin@example.org');
      },
    });
    expect(await answerCall('app.info', event(), undefined, options)).toEqual({
      ok: false,
      error: { code: 'internal', message: 'app.info: unexpected failure' },
    });
    expect(lines.join()).toContain('call threw');
    expect(lines.join()).not.toContain('martine');
  });

  test('by answering in another shape is a failure and not a silent undefined', async () => {
    const { options } = setUp({ 'preferences.get': () => ({ theme: 'pink' }) });
    expect(await answerCall('preferences.get', event(), undefined, options)).toEqual({
      ok: false,
      error: { code: 'internal', message: 'preferences.get: the answer has another shape' },
    });
  });
});

test('a call that can be answered before the others does not wait for them', async () => {
  const { options } = setUp();
  const first = { 'preferences.get': () => defaultPreferences };
  let arrive: (handlers: Handlers) => void = () => undefined;
  const all = new Promise<Handlers>((resolve) => (arrive = resolve));
  const early = { ...options, first, all };
  let kept = false;
  const keeping = answerCall('library.keep', event(), { examId: 'a' }, early).then((answer) => {
    kept = true;
    return answer;
  });
  expect(await answerCall('preferences.get', event(), undefined, early)).toMatchObject({ ok: true });
  expect(kept).toBe(false);
  arrive(await options.all);
  expect(await keeping).toEqual({ ok: true, value: undefined });
});

test('every line of the table is registered, and nothing else', () => {
  const { options } = setUp();
  const channels: string[] = [];
  registerCalls({
    ...options,
    names: callNames,
    receiver: { handle: (channel) => void channels.push(channel) },
  });
  expect(channels).toEqual(callNames.map((name) => `emage:call:${name}`));
});
