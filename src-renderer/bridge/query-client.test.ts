import { expect, test } from 'vitest';
import { CallFailure } from './call.ts';
import { isAskedAgain } from './query-client.ts';

test.each([
  ['a portal that did not answer', { code: 'portal-unavailable', message: '' }, 0, true],
  ['one that has answered so twice', { code: 'portal-unavailable', message: '' }, 1, false],
  ['one that will be back at once', { code: 'portal-unavailable', message: '', retryAfter: 1 }, 0, true],
  ['one that asks for two minutes', { code: 'portal-unavailable', message: '', retryAfter: 120 }, 0, false],
  ['one that refuses', { code: 'not-allowed', message: '' }, 0, false],
] as const)('asks again, or does not: %s', (_what, error, failures, again) => {
  expect(isAskedAgain(failures, new CallFailure(error))).toBe(again);
});
