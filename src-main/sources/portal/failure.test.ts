import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { appErrorSchema } from '../../../src-shared/errors.ts';
import { zProblemCode } from '../../../src-shared/portal-api/generated/zod.gen.ts';
import { failureOfAnswer, failureOfTransport, secondsOf } from './failure.ts';

const answer = (status: number, body: unknown, retryAfter: string | null = null) =>
  failureOfAnswer({ status, body, retryAfter }).error;

describe('a refusal by the portal', () => {
  test('keeps what a person must know', () => {
    expect(answer(400, { code: 'wrong-credentials', attemptsLeft: 1 })).toMatchObject({
      code: 'wrong-credentials',
      attemptsLeft: 1,
    });
    expect(
      answer(423, { code: 'account-locked', lockedUntil: '2026-03-03T10:05:00+01:00' }, '300'),
    ).toMatchObject({
      code: 'account-locked',
      lockedUntil: '2026-03-03T10:05:00+01:00',
      retryAfter: 300,
    });
    expect(answer(422, { code: 'password-rejected', reasons: ['too-short'] })).toMatchObject({
      reasons: ['too-short'],
    });
  });

  test.each(zProblemCode.options)('with the code %s is known', (code) => {
    expect(appErrorSchema.safeParse(answer(400, { code })).success).toBe(true);
  });

  test.each([
    [401, 'not-signed-in'],
    [403, 'not-allowed'],
    [404, 'not-found'],
    [410, 'share-expired'],
    [423, 'account-locked'],
    [429, 'too-many-requests'],
    [418, 'request-refused'],
    [500, 'portal-unavailable'],
    [503, 'portal-unavailable'],
  ])('with the status %d alone is %s', (status, code) => {
    for (const body of [
      undefined,
      '<html>',
      { code: 'of-a-later-version' },
      { code: 7 },
      [],
      { code: 'constructor' },
    ]) {
      expect(answer(status, body).code).toBe(code);
    }
  });

  test('whatever its body, crosses to a page', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 400, max: 599 }),
        fc.anything(),
        fc.option(fc.string()),
        (status, body, header) => {
          expect(appErrorSchema.safeParse(answer(status, body, header)).success).toBe(true);
        },
      ),
    );
  });

  test('repeats no word of the answer', () => {
    expect(JSON.stringify(answer(400, { code: 'invalid-request', detail: 'Martine Martin' }))).not.toContain(
      'Martin',
    );
  });
});

test('Retry-After is seconds or a date', () => {
  const now = Date.parse('2026-03-03T09:00:00Z');
  expect(secondsOf('120', now)).toBe(120);
  expect(secondsOf('Tue, 03 Mar 2026 09:05:00 GMT', now)).toBe(300);
  expect(secondsOf('Tue, 03 Mar 2026 08:05:00 GMT', now)).toBe(0);
  expect(secondsOf('soon', now)).toBeUndefined();
  expect(secondsOf(null, now)).toBeUndefined();
});

test.each([
  ['net::ERR_CERT_AUTHORITY_INVALID', 'portal-certificate'],
  ['net::ERR_SSL_PROTOCOL_ERROR', 'portal-certificate'],
  ['net::ERR_NAME_NOT_RESOLVED', 'portal-not-found'],
  ['net::ERR_INTERNET_DISCONNECTED', 'network-unreachable'],
  ['net::ERR_CONNECTION_REFUSED', 'portal-unavailable'],
  ['net::ERR_CONNECTION_TIMED_OUT', 'timed-out'],
  ['net::ERR_SOMETHING_NEW', 'network-unreachable'],
])('%s is %s', (message, code) => {
  expect(failureOfTransport(new Error('Network Error', { cause: new Error(message) })).error.code).toBe(code);
});
