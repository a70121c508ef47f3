import { expect, test } from 'vitest';
import { accessEndOf, endingAccessOf } from './exam.ts';

const share = { by: 'Madame Martin', until: '2026-05-30T12:00:00Z' };
const emergency = '2026-05-30T16:00:00Z';

test('one’s own exam, and one that a doctor reads for good, has no end', () => {
  expect(endingAccessOf({ shared: null, temporaryUntil: null })).toBeNull();
  expect(accessEndOf({ shared: null, temporaryUntil: null })).toBeNull();
});

test('of a share and an emergency access, what lasts longer is what counts', () => {
  expect(endingAccessOf({ shared: share, temporaryUntil: null })).toEqual({
    kind: 'shared',
    until: share.until,
  });
  expect(endingAccessOf({ shared: share, temporaryUntil: emergency })).toEqual({
    kind: 'temporary',
    until: emergency,
  });
  const longer = { ...share, until: '2026-06-30T12:00:00+02:00' };
  expect(endingAccessOf({ shared: longer, temporaryUntil: emergency })?.kind).toBe('shared');
  expect(accessEndOf({ shared: longer, temporaryUntil: emergency })).toBe(Date.parse(longer.until));
});

test('an end that is no date does not hide the one that is', () => {
  expect(endingAccessOf({ shared: { ...share, until: 'soon' }, temporaryUntil: emergency })?.kind).toBe(
    'temporary',
  );
});
