import { AppFailure } from '../../src-shared/errors.ts';
import type { ActiveSession, SessionServices } from './active-session.ts';
import { verifies } from './password-verifier.ts';

/**
 * Unlocks without the portal: the keychain's verifier decides, and failures count as they do at the portal (L2).
 * Fails with `unreachable` (what the portal's absence said) where nothing on this computer knows the password.
 */
export async function checkOfflinePassword(
  active: ActiveSession,
  password: string,
  { memory, clock }: Pick<SessionServices, 'memory' | 'clock'>,
  unreachable: AppFailure,
): Promise<void> {
  if (active.verifier === null) throw unreachable;
  const { attempts, seconds } = active.discovered.portal.lockout;
  const { count, lockedUntil } = memory.value.offlineFailures;
  if (lockedUntil !== null && clock.now() < lockedUntil) throw locked(lockedUntil, clock.now());
  if (await verifies(active.verifier, password)) return;
  // A block that is over starts a new count.
  const failures = (lockedUntil === null ? count : 0) + 1;
  if (failures < attempts) {
    memory.change({ offlineFailures: { count: failures, lockedUntil: null } });
    throw new AppFailure('wrong-credentials', 'not the password', { attemptsLeft: attempts - failures });
  }
  const until = clock.now() + seconds * 1000;
  memory.change({ offlineFailures: { count: failures, lockedUntil: until } });
  throw locked(until, clock.now());
}

const locked = (until: number, now: number): AppFailure =>
  new AppFailure('account-locked', 'too many wrong passwords on this computer', {
    lockedUntil: new Date(until).toISOString(),
    retryAfter: Math.ceil((until - now) / 1000),
  });
