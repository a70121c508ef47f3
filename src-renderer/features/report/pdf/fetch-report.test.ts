import { afterEach, expect, test, vi } from 'vitest';
import { fetchReport } from './fetch-report.ts';

const { signal } = new AbortController();
const answer = (response: Response | Error) =>
  vi.stubGlobal('fetch', () =>
    response instanceof Error ? Promise.reject(response) : Promise.resolve(response),
  );
afterEach(() => vi.unstubAllGlobals());

test('the bytes', async () => {
  answer(new Response('%PDF-1.7'));
  const result = await fetchReport('r1', signal);
  expect(result.ok && new TextDecoder().decode(result.value)).toBe('%PDF-1.7');
});

test.each([
  [
    'what main says',
    Response.json({ code: 'offline-not-kept', message: '' }, { status: 502 }),
    'offline-not-kept',
  ],
  ['no such report', new Response(null, { status: 404 }), 'not-found'],
  ['anything else', new Response('<html>', { status: 500 }), 'internal'],
  ['an answer of another shape', Response.json({ code: 'no-such-code' }, { status: 500 }), 'internal'],
  ['no answer', new Error('net'), 'internal'],
])('%s', async (_, response, code) => {
  answer(response);
  expect(await fetchReport('r1', signal)).toMatchObject({ ok: false, error: { code } });
});
