import type { HandlersOf } from '../../ipc/handlers.ts';
import type { Session } from '../../session/session.ts';
import type { AccountLibrary } from '../library/account-library.ts';
import { sameAccount } from '../../session/memory.ts';

type SessionCall =
  | 'session.state'
  | 'session.discover'
  | 'session.signIn'
  | 'session.signOut'
  | 'session.signOutAndErase'
  | 'session.lock'
  | 'session.unlock'
  | 'session.unlockWithPlatform'
  | 'session.knownAccounts'
  | 'session.switchTo'
  | 'session.forget';

export const sessionHandlers = (context: {
  readonly session: Session;
  readonly library: AccountLibrary;
  readonly confirmPerson: () => Promise<void>;
}): HandlersOf<SessionCall> => {
  const { session, library } = context;
  return {
    'session.state': () => session.settled(),
    'session.discover': async ({ address }) => (await session.discover(address)).portal,
    'session.signIn': (input) => session.signIn(input),
    'session.signOut': () => session.signOut(),
    'session.signOutAndErase': async () => {
      const ref = session.activeEvenIfLocked?.ref;
      await library.erase();
      return ref ? session.forget(ref) : session.state;
    },
    'session.lock': () => session.lock(),
    'session.unlock': ({ password }) => session.unlock(password),
    'session.unlockWithPlatform': () => session.unlockConfirmed(context.confirmPerson),
    'session.knownAccounts': () => session.knownAccounts(),
    'session.switchTo': (ref) => session.switchTo(ref),
    'session.forget': async (ref) => {
      const inUse = session.activeEvenIfLocked?.ref;
      if (inUse && sameAccount(inUse, ref)) await library.erase();
      await session.forget(ref);
      await library.eraseOf(ref);
      return session.knownAccounts();
    },
  };
};
