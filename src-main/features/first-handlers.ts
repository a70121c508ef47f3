import type { FirstCallName } from '../../src-shared/ipc/first-calls.ts';
import type { PreferenceStore } from '../app/preferences.ts';
import type { HandlersOf } from '../ipc/handlers.ts';
import type { PortalGate } from '../session/portal-gate.ts';
import type { Session } from '../session/session.ts';
import { isUnreachable } from '../sources/portal/failure.ts';
import { appInfo } from './app/app-info.ts';
import type { Invitations } from './guest/invitations.ts';
import type { EarlyDiscovery } from './session/early-discovery.ts';

export type FirstHandlers = HandlersOf<FirstCallName>;

/** What the first page asks before it draws: answered while the rest of main is still being put together. */
export const firstHandlers = (context: {
  readonly session: Session;
  readonly preferences: PreferenceStore;
  readonly invitations: Invitations;
  readonly earlyDiscovery: EarlyDiscovery;
  readonly gate: PortalGate;
  /** Ends when an account that stays signed in is being taken up. */
  readonly takenUp: Promise<unknown>;
}): FirstHandlers => {
  const { session, preferences, invitations, earlyDiscovery, gate, takenUp } = context;
  // By then the account is in use, and no longer to be waited for.
  const waits = session.staysSignedIn;
  const info = () => appInfo(preferences.systemLanguage);
  const state = async () => {
    if (waits) await takenUp;
    return session.settled();
  };
  return {
    'app.begin': async () => {
      const settled = await state();
      // Once this is answered, while the page draws.
      setImmediate(() => earlyDiscovery.ask());
      return {
        info: info(),
        preferences: preferences.current,
        session: settled,
        knownAccounts: session.knownAccounts(),
        portal:
          settled.kind === 'signed-out'
            ? earlyDiscovery.show(earlyDiscovery.lastSaid(settled.portalAddress))
            : null,
        invitation: invitations.current,
      };
    },
    'app.info': info,
    'preferences.get': () => preferences.current,
    'session.state': state,
    'session.knownAccounts': () => session.knownAccounts(),
    'session.discover': async ({ address }, { contentsId }) => {
      await gate.pass(address, contentsId);
      try {
        return earlyDiscovery.show((await earlyDiscovery.discover(address)).portal);
      } catch (error) {
        const known = isUnreachable(error) ? session.remembers(address) : null;
        earlyDiscovery.show(known?.portal ?? null);
        if (!known) throw error;
        return { ...known.portal, unreachable: true };
      }
    },
    'guest.invitation': () => invitations.current,
  };
};
