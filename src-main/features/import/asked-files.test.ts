import { expect, test, vi } from 'vitest';
import type { SessionState } from '../../../src-shared/domain/session.ts';
import { AppFailure, type AppError } from '../../../src-shared/errors.ts';
import type { LibraryClient } from '../../library/client.ts';
import { AskedFiles } from './asked-files.ts';

const signedOut: SessionState = { kind: 'signed-out', portalAddress: '', username: null, reason: 'start' };
const locked = { kind: 'locked' } as SessionState;

function bench(first: SessionState, startImport: LibraryClient['startImport']) {
  let state = first;
  const listeners: ((state: SessionState) => void)[] = [];
  const refused: AppError[] = [];
  const asked = new AskedFiles({
    session: {
      get state() {
        return state;
      },
      settled: () => Promise.resolve(state),
      onChange: (listener: (state: SessionState) => void) => {
        listeners.push(listener);
        return () => undefined;
      },
    },
    localExams: { library: () => Promise.resolve({ startImport } as unknown as LibraryClient) },
    onRefused: (error) => refused.push(error),
  });
  const become = (next: SessionState): void => {
    state = next;
    for (const listener of listeners) listener(next);
  };
  return { asked, become, refused };
}

test('what the system asks for is imported, and waits while it is locked', async () => {
  const started = vi.fn(() => Promise.resolve());
  const { asked, become } = bench(locked, started);
  await asked.open(['/a.dcm']);
  await asked.open(['/b.zip']);
  expect(started).not.toHaveBeenCalled();
  become(signedOut);
  await vi.waitFor(() => expect(started.mock.calls).toEqual([[{ paths: ['/a.dcm', '/b.zip'], name: null }]]));
  become(signedOut);
  await asked.open(['/c']);
  expect(started.mock.calls[1]).toEqual([{ paths: ['/c'], name: null }]);
  expect(started).toHaveBeenCalledTimes(2);
});

test('what cannot be begun is said', async () => {
  const busy = new AppFailure('busy', 'another import is under way');
  const { asked, refused } = bench(signedOut, () => Promise.reject(busy));
  await asked.open(['/a.dcm']);
  expect(refused.map(({ code }) => code)).toEqual(['busy']);
});
