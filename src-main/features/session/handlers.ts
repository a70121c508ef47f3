import { AppFailure } from '../../../src-shared/errors.ts';
import type { HandlersOf } from '../../ipc/handlers.ts';
import type { BrowserSignIn } from '../../session/browser-sign-in.ts';
import type { PortalGate } from '../../session/portal-gate.ts';
import type { Session } from '../../session/session.ts';
import type { AccountLibrary } from '../library/account-library.ts';
import { sameAccount } from '../../session/memory.ts';

type SessionCall =
  | 'session.signIn'
  | 'session.signInWithBrowser'
  | 'session.cancelBrowserSignIn'
  | 'session.leave'
  | 'session.signOut'
  | 'session.signOutAndErase'
  | 'session.lock'
  | 'session.unlock'
  | 'session.unlockWithPlatform'
  | 'session.switchTo'
  | 'session.forget';

export const sessionHandlers = (context: {
  readonly session: Session;
  readonly library: AccountLibrary;
  readonly gate: PortalGate;
  readonly browserSignIn: BrowserSignIn;
  readonly confirmPerson: () => Promise<void>;
}): HandlersOf<SessionCall> => {
  const { session, library, gate } = context;
  return {
    'session.signIn': async (input, { contentsId }) => {
      await gate.pass(input.portalAddress, contentsId);
      return session.signIn(input);
    },
    'session.signInWithBrowser': async ({ portalAddress, staySignedIn }, { contentsId }) => {
      await gate.pass(portalAddress, contentsId);
      const discovering = session.discover(portalAddress);
      const asked = discovering.then(({ endpoints: { authorization } }) => {
        if (!authorization)
          throw new AppFailure('not-allowed', 'the portal signs nobody in with the browser');
        return authorization;
      });
      const grant = await context.browserSignIn.authorize(asked);
      return session.signInWithCode(await discovering, grant, staySignedIn);
    },
    'session.cancelBrowserSignIn': () => context.browserSignIn.cancel(),
    'session.leave': () => session.leave(),
    'session.signOut': () => session.signOut(),
    'session.signOutAndErase': async () => {
      const ref = session.activeEvenIfLocked?.ref;
      await library.erase();
      return ref ? session.forget(ref) : session.state;
    },
    'session.lock': () => session.lock(),
    'session.unlock': ({ password }) => session.unlock(password),
    'session.unlockWithPlatform': () => session.unlockConfirmed(context.confirmPerson),
    'session.switchTo': async (ref, { contentsId }) => {
      await gate.pass(ref.portalAddress, contentsId);
      return session.switchTo(ref);
    },
    'session.forget': async (ref) => {
      const inUse = session.activeEvenIfLocked?.ref;
      if (inUse && sameAccount(inUse, ref)) await library.erase();
      await session.forget(ref);
      await library.eraseOf(ref);
      return session.knownAccounts();
    },
  };
};
