import { AppFailure } from '../../src-shared/errors.ts';
import type { KnownAccount } from '../../src-shared/domain/session.ts';
import type { SignInInput } from '../../src-shared/ipc/schemas/session.ts';
import { normaliseAddress } from '../sources/portal/address.ts';
import type { DiscoveredPortal } from '../sources/portal/discovery.ts';
import type { SessionServices } from './active-session.ts';
import type { Unlocked } from './library-keys.ts';
import type { SessionMemory } from './memory.ts';

/** A portal as it was when it could last be reached, where somebody of this computer has a password there; else null. */
export function portalInMemory(memory: SessionMemory, address: string): DiscoveredPortal | null {
  const discovered = memory.portal(originOf(address));
  const isUsed = memory.value.accounts.some(
    ({ portalAddress }) => portalAddress === discovered?.portal.address,
  );
  return discovered && isUsed && !discovered.portal.browserSignIn ? discovered : null;
}

/** Opens what is on this computer with the password alone. Fails as the portal did where nobody is known by that name. */
export async function openOffline(
  { portalAddress, username, password }: SignInInput,
  services: Pick<SessionServices, 'memory' | 'clock' | 'libraryKeys'>,
  unreachable: AppFailure,
): Promise<{
  readonly known: KnownAccount;
  readonly discovered: DiscoveredPortal;
  readonly unlocked: Unlocked;
  readonly lockedKey: string;
}> {
  const { memory, libraryKeys } = services;
  const discovered = portalInMemory(memory, portalAddress);
  const known = memory.value.accounts.find(
    (account) =>
      account.portalAddress === discovered?.portal.address &&
      account.username.toLowerCase() === username.toLowerCase(),
  );
  if (!discovered || !known) throw unreachable;
  const lockedKey = await libraryKeys.locked(known).catch(() => null);
  if (lockedKey === null) throw unreachable;
  const open = (): Promise<Unlocked | null> => libraryKeys.unlock(known, lockedKey, password);
  const unlocked = await checkOfflinePassword(open, discovered.portal, services);
  return { known, discovered, unlocked, lockedKey };
}

/**
 * Asks this computer for the password where the portal cannot be asked: `open` answers null for a wrong one. Failures count
 * as they do at the portal (L2). Fails with `wrong-credentials`, `account-locked`.
 */
export async function checkOfflinePassword<T>(
  open: () => Promise<T | null>,
  { lockout }: DiscoveredPortal['portal'],
  { memory, clock }: Pick<SessionServices, 'memory' | 'clock'>,
): Promise<T> {
  const { attempts, seconds } = lockout;
  const { count, lockedUntil } = memory.value.offlineFailures;
  if (lockedUntil !== null && clock.now() < lockedUntil) throw locked(lockedUntil, clock.now());
  const opened = await open();
  if (opened !== null) return opened;
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

function originOf(address: string): string {
  try {
    return normaliseAddress(address);
  } catch {
    return address;
  }
}
