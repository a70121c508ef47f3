import { AppFailure } from '../../../src-shared/errors.ts';
import { accountDetailsSchema } from '../../../src-shared/domain/account.ts';
import type { HandlersOf } from '../../ipc/handlers.ts';
import {
  changePassword,
  deactivateAccount,
  endDeviceSession,
  getAccount,
  listDeviceSessions,
  requestReactivation,
} from '../../sources/portal/account.ts';
import type { Http } from '../../sources/portal/http.ts';
import type { PortalGate } from '../../session/portal-gate.ts';
import type { Session } from '../../session/session.ts';
import type { AccountLibrary } from '../library/account-library.ts';
import type { KeptAnswers } from '../kept-answers.ts';

type AccountCall =
  | 'account.get'
  | 'account.changePassword'
  | 'account.sessions'
  | 'account.endSession'
  | 'account.deactivate'
  | 'account.requestReactivation';

export const accountHandlers = (context: {
  readonly session: Session;
  readonly answers: KeptAnswers;
  readonly http: Http;
  readonly gate: PortalGate;
  readonly library: Pick<AccountLibrary, 'erase'>;
}): HandlersOf<AccountCall> => {
  const { session, answers, http, gate, library } = context;
  return {
    'account.get': async () => {
      const { value, freshness } = await answers.get('account', accountDetailsSchema, getAccount);
      return { account: value, freshness };
    },
    'account.changePassword': async (passwords) => {
      const { active } = session;
      await changePassword(active.client, passwords);
      await active.setPassword(passwords.newPassword);
    },
    'account.sessions': () => listDeviceSessions(session.active.client),
    'account.endSession': async ({ sessionId }) => {
      const { client } = session.active;
      await endDeviceSession(client, sessionId).catch(unlessGone);
      return listDeviceSessions(client);
    },
    'account.deactivate': async ({ password }) => {
      await deactivateAccount(session.active.client, password);
      // The person sees nothing of it any more (L14): neither here.
      await library.erase();
      return session.endedByPerson();
    },
    'account.requestReactivation': async ({ portalAddress, username, message }, { contentsId }) => {
      await gate.pass(portalAddress, contentsId);
      const { endpoints } = await session.discover(portalAddress);
      await requestReactivation(http, endpoints, { username, message });
    },
  };
};

/** It ended meanwhile, there or here: what was asked for is so. */
function unlessGone(error: unknown): void {
  if (!(error instanceof AppFailure && error.error.code === 'not-found')) throw error;
}
