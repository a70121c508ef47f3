import { expect, test, vi } from 'vitest';
import { AppFailure } from '../../../src-shared/errors.ts';
import { examOf } from '../../library/testing.ts';
import { RightsKeeper } from './rights-keeper.ts';

test('what the portal no longer gives leaves this computer, and ends are written down', async () => {
  const client = {
    holdings: () => Promise.resolve(['own', 'shared', 'withdrawn', 'patient', 'unreachable', 'local-1', '']),
    remove: vi.fn(() => Promise.resolve()),
    removeDocument: vi.fn(() => Promise.resolve()),
    setRights: vi.fn(() => Promise.resolve()),
    getDocument: () =>
      Promise.resolve({ value: { withdrawn: 'IRM', unreachable: 'Radio', forgotten: 'x' }, storedAt: '' }),
    putDocument: vi.fn(() => Promise.resolve()),
  };
  const onEnded = vi.fn();
  const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  const asked: string[] = [];
  const until = '2026-03-03T09:00:00+01:00';
  const keeper = new RightsKeeper({
    library: { opened: () => Promise.resolve(client) },
    whose: () => 'me',
    ask: (examId) => {
      asked.push(examId);
      if (examId === 'withdrawn') return Promise.reject(new AppFailure('not-found', 'gone'));
      if (examId === 'unreachable') return Promise.reject(new AppFailure('timed-out', 'later'));
      return Promise.resolve({ ...examOf(examId, 1), temporaryUntil: until });
    },
    portalNow: () => 5,
    onEnded,
    log,
  });
  await keeper.listed([examOf('own', 1), { ...examOf('shared', 1), shared: { by: 'x', until } }]);
  expect(asked).toEqual(['withdrawn', 'patient', 'unreachable']);
  expect(client.remove.mock.calls).toEqual([['withdrawn']]);
  // What was noted on it says something of it.
  expect(client.removeDocument.mock.calls).toEqual([['notes withdrawn']]);
  const end = Date.parse(until);
  expect(client.setRights.mock.calls).toEqual([
    [{ ends: { own: null, shared: end, patient: end }, portalNow: 5 }],
  ]);
  expect(onEnded.mock.calls).toEqual([[{ examId: 'withdrawn', label: 'IRM', why: 'withdrawn' }]]);
  const label = examOf('own', 1).label;
  expect(client.putDocument.mock.calls).toEqual([
    ['exam-labels', { own: label, shared: label, patient: label, unreachable: 'Radio' }],
  ]);

  await keeper.learned([{ ...examOf('shown', 1), shared: { by: 'x', until } }]);
  expect(client.setRights.mock.lastCall).toEqual([{ ends: { shown: end }, portalNow: 5 }]);
  await keeper.ended('unreachable');
  expect(onEnded.mock.lastCall).toEqual([{ examId: 'unreachable', label: 'Radio', why: 'over' }]);
});

test('whoever signs in while the portal takes its time hears nothing of the exams of the one before', async () => {
  const client = {
    holdings: () => Promise.resolve(['mine', 'mine-too']),
    remove: vi.fn(() => Promise.resolve()),
    removeDocument: vi.fn(() => Promise.resolve()),
    setRights: vi.fn(() => Promise.resolve()),
    getDocument: () => Promise.resolve({ value: { mine: 'IRM', 'mine-too': 'Radio' }, storedAt: '' }),
    putDocument: vi.fn(() => Promise.resolve()),
  };
  const onEnded = vi.fn();
  let whose = 'me';
  const keeper = new RightsKeeper({
    library: { opened: () => Promise.resolve(client) },
    whose: () => whose,
    ask: () => {
      // Theirs to see are other exams than mine.
      whose = 'another';
      return Promise.reject(new AppFailure('not-found', 'none of theirs'));
    },
    portalNow: () => 5,
    onEnded,
    log: { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() },
  });
  await keeper.listed([]);
  for (const call of [client.remove, client.removeDocument, client.setRights, client.putDocument, onEnded])
    expect(call).not.toHaveBeenCalled();
});
