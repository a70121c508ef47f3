import { expect, test } from 'vitest';
import { shares } from '../../../tests/renderer/demo-data.ts';
import { endAfter, longerThan } from './durations.ts';
import { inputOf, problemsOf, usualDuration, type ShareForm } from './share-form.ts';

const form: ShareForm = {
  examIds: ['exam-1'],
  recipientEmail: ' petit@example.fr ',
  recipientName: ' ',
  kind: 'professional',
  durationDays: 7,
  includeReports: true,
  message: '',
};

test('a form says what it lacks before anything is sent', () => {
  expect(problemsOf(form, 10)).toEqual([]);
  expect(problemsOf({ ...form, examIds: [] }, 10)).toEqual(['no-exam']);
  expect(problemsOf({ ...form, examIds: ['a', 'b'] }, 1)).toEqual(['too-many-exams']);
  expect(problemsOf({ ...form, recipientEmail: ' ' }, 10)).toEqual(['email-missing']);
  expect(problemsOf({ ...form, recipientEmail: 'petit@' }, 10)).toEqual(['email-wrong']);
});

test('what is empty is not sent as text', () => {
  expect(inputOf(form)).toMatchObject({
    recipientEmail: 'petit@example.fr',
    recipientName: null,
    message: null,
  });
});

test('a week is proposed, or what comes nearest', () => {
  expect(usualDuration([1, 7, 30])).toBe(7);
  expect(usualDuration([1, 3])).toBe(3);
});

test('a share can only be prolonged to later than it ends', () => {
  const [share] = shares;
  if (!share) throw new Error('no share');
  const now = Date.now();
  expect(longerThan(share, [1, 7, 30], now)).toEqual([7, 30]);
  expect(Date.parse(endAfter(7, now)) - now).toBe(7 * 86_400_000);
});
