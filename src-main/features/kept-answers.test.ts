import { expect, test } from 'vitest';
import { z } from 'zod';
import { AppFailure, type ErrorCode } from '../../src-shared/errors.ts';
import { createLog } from '../app/log.ts';
import { fakeComputer, password, settle } from '../session/testing.ts';
import { KeptAnswers } from './kept-answers.ts';

async function setUp() {
  const computer = fakeComputer();
  const session = computer.start();
  await session.signIn({
    portalAddress: 'https://e-mage.org',
    username: 'martin',
    password,
    staySignedIn: true,
  });
  const documents = new Map<string, unknown>();
  const client = {
    putDocument: async (key: string, value: unknown) => void documents.set(key, value),
    getDocument: async (key: string) =>
      documents.has(key) ? { value: documents.get(key), storedAt: '2026-03-01T00:00:00Z' } : null,
  };
  const library = { opened: async () => client };
  const answers = new KeptAnswers({ session, library, log: createLog(() => undefined) });
  return { session, answers, documents, library };
}

const fails = (code: ErrorCode) => () => Promise.reject(new AppFailure(code, 'set by the test'));

test('the portal answers, and what it said is kept', async () => {
  const { answers, documents } = await setUp();
  expect(await answers.get('numbers', z.array(z.number()), async () => [1])).toMatchObject({
    value: [1],
    freshness: { source: 'portal' },
  });
  await settle();
  expect(documents.get('numbers')).toEqual([1]);
});

test('who leaves right after an answer waits until it is kept', async () => {
  const { session, documents, library } = await setUp();
  let open: () => void = () => undefined;
  const opening = new Promise<void>((resolve) => (open = resolve));
  const slow = { opened: () => opening.then(() => library.opened()) };
  const answers = new KeptAnswers({ session, library: slow, log: createLog(() => undefined) });
  await answers.get('numbers', z.array(z.number()), async () => [1]);
  const settled = answers.settled();
  await settle();
  expect(documents.size).toBe(0);
  open();
  await settled;
  expect(documents.get('numbers')).toEqual([1]);
});

test('without a network the last answer stands in, and says how old it is', async () => {
  const { answers, session } = await setUp();
  await answers.get('numbers', z.array(z.number()), async () => [1]);
  await settle();
  const kept = { value: [1], freshness: { source: 'this-computer', asOf: '2026-03-01T00:00:00Z' } };
  expect(await answers.get('numbers', z.array(z.number()), fails('timed-out'))).toEqual(kept);
  session.reportReach('unreached');
  let asked = false;
  const ask = async () => {
    asked = true;
    return [2];
  };
  expect(await answers.get('numbers', z.array(z.number()), ask)).toEqual(kept);
  expect(asked).toBe(false);
});

test('a refusal is a refusal, whatever is kept', async () => {
  const { answers } = await setUp();
  await answers.get('numbers', z.array(z.number()), async () => [1]);
  await settle();
  await expect(answers.get('numbers', z.array(z.number()), fails('not-allowed'))).rejects.toMatchObject({
    error: { code: 'not-allowed' },
  });
});

test('nothing kept, or kept by another version in another shape: the failure itself', async () => {
  const { answers, documents } = await setUp();
  documents.set('numbers', ['one']);
  await expect(
    answers.get('numbers', z.array(z.number()), fails('network-unreachable')),
  ).rejects.toMatchObject({
    error: { code: 'network-unreachable' },
  });
});

test('nothing at all while the session is locked', async () => {
  const { answers, session } = await setUp();
  await session.lock();
  await expect(answers.get('numbers', z.array(z.number()), async () => [1])).rejects.toMatchObject({
    error: { code: 'not-signed-in' },
  });
});

test.each<ErrorCode>(['too-many-requests', 'account-locked', 'portal-answer-invalid', 'request-refused'])(
  '%s is nothing about what the person may see: the last answer stands in',
  async (code) => {
    const { answers } = await setUp();
    await answers.get('numbers', z.array(z.number()), async () => [1]);
    await settle();
    expect(await answers.get('numbers', z.array(z.number()), fails(code))).toEqual({
      value: [1],
      freshness: { source: 'this-computer', asOf: '2026-03-01T00:00:00Z' },
    });
  },
);

test.each<ErrorCode>(['share-locked', 'share-stopped', 'account-deactivated', 'session-ended', 'not-found'])(
  '%s is about what the person may see: nothing stands in',
  async (code) => {
    const { answers } = await setUp();
    await answers.get('numbers', z.array(z.number()), async () => [1]);
    await settle();
    await expect(answers.get('numbers', z.array(z.number()), fails(code))).rejects.toMatchObject({
      error: { code },
    });
  },
);

test('an answer that lacks its end is shown, and does not replace what is kept', async () => {
  const { answers, documents } = await setUp();
  await answers.get('numbers', z.array(z.number()), async () => [1, 2]);
  await settle();
  const isWhole = () => false;
  expect(await answers.get('numbers', z.array(z.number()), async () => [1], isWhole)).toMatchObject({
    value: [1],
    freshness: { source: 'portal' },
  });
  await settle();
  expect(documents.get('numbers')).toEqual([1, 2]);
});
