import { AppFailure } from '../../../src-shared/errors.ts';
import type { HandlersOf } from '../../ipc/handlers.ts';
import type { Broadcast } from '../../ipc/broadcast.ts';
import type { Session } from '../../session/session.ts';
import type { ExamCatalogue } from '../exams/exam-catalogue.ts';
import { breakGlass, endTemporaryAccess, listTemporaryAccess } from '../../sources/portal/patients.ts';

/** Temporary access in an emergency. The portal decides, writes it down and tells the patient. */
export const breakGlassHandlers = (context: {
  readonly session: Session;
  readonly broadcast: Broadcast;
  readonly exams: Pick<ExamCatalogue, 'list'>;
}): HandlersOf<'breakGlass.list' | 'breakGlass.open' | 'breakGlass.end'> => {
  const client = () => context.session.active.client;
  const tell = (): void => context.broadcast('breakGlass.changed', undefined);
  return {
    'breakGlass.list': () => listTemporaryAccess(client()),
    'breakGlass.open': async (request) => {
      const access = await breakGlass(client(), request).catch(inOwnWords);
      tell();
      return access;
    },
    'breakGlass.end': async ({ accessId }) => {
      await endTemporaryAccess(client(), accessId);
      tell();
      // What was read with it leaves this computer now, and not at the next look at the list.
      context.exams.list().catch(() => undefined);
    },
  };
};

/** What the portal refuses here is no document. */
function inOwnWords(error: unknown): never {
  if (error instanceof AppFailure && error.error.code === 'not-allowed')
    throw new AppFailure('emergency-access-refused', error.message);
  throw error;
}
