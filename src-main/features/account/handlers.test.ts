import { expect, test, vi } from 'vitest';
import { AppFailure, type ErrorCode } from '../../../src-shared/errors.ts';
import { accountHandlers } from './handlers.ts';

function ending(code: ErrorCode) {
  const client = {
    do: vi.fn(() => Promise.reject(new AppFailure(code, 'refused'))),
    get: vi.fn(() => Promise.resolve({ items: [] })),
  };
  const handlers = accountHandlers({ session: { active: { client } } } as never);
  return handlers['account.endSession']({ sessionId: 'tablet' }, {} as never);
}

test('a device that signed out by itself meanwhile is not there any more: that is no failure', async () => {
  await expect(ending('not-found')).resolves.toEqual([]);
});

test('any other refusal is told', async () => {
  await expect(ending('not-allowed')).rejects.toMatchObject({ error: { code: 'not-allowed' } });
});
