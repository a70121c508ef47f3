import { expect, test, vi } from 'vitest';
import { AppFailure, type ErrorCode } from '../../../src-shared/errors.ts';
import type { Session } from '../../session/session.ts';
import { breakGlassHandlers } from './handlers.ts';

const opening = (code: ErrorCode) => {
  const broadcast = vi.fn();
  const send = vi.fn().mockRejectedValue(new AppFailure(code, 'the portal says no'));
  const handlers = breakGlassHandlers({
    session: { active: { client: { send } } } as unknown as Session,
    broadcast,
    exams: { list: vi.fn() },
  });
  const asked = Promise.resolve(
    handlers['breakGlass.open']({ patientId: 'p', reason: 'Inconscient, sans papiers.' }, undefined as never),
  );
  return { asked, broadcast };
};

test('a portal that lets this account open no record is not quoted as if of a document', async () => {
  const { asked, broadcast } = opening('not-allowed');
  await expect(asked).rejects.toMatchObject({ error: { code: 'emergency-access-refused' } });
  expect(broadcast).not.toHaveBeenCalled();
});

test('any other failure stays what it is', async () => {
  await expect(opening('network-unreachable').asked).rejects.toMatchObject({
    error: { code: 'network-unreachable' },
  });
});
