import { useSyncExternalStore } from 'react';
import type { AppError } from '../../../src-shared/errors.ts';

/** An account that the portal has blocked; `until` by this computer's clock, milliseconds since 1970. */
export interface Lockout {
  readonly portalAddress: string;
  readonly username: string;
  readonly until: number;
}

/** By hand: the first page does without zod, which takes longer to read than the rest of it that is ours. */
const isLockout = (value: unknown): value is Lockout =>
  typeof value === 'object' &&
  value !== null &&
  typeof Reflect.get(value, 'portalAddress') === 'string' &&
  typeof Reflect.get(value, 'username') === 'string' &&
  typeof Reflect.get(value, 'until') === 'number';

const key = 'lockout';

/** The portal's waiting time counts from now: this computer's clock may be wrong. */
export function lockoutFrom(
  error: AppError,
  portalAddress: string,
  username: string,
  now: number,
): Lockout | null {
  if (error.code !== 'account-locked') return null;
  if (error.retryAfter !== undefined)
    return { portalAddress, username, until: now + error.retryAfter * 1000 };
  if (error.lockedUntil !== undefined)
    return { portalAddress, username, until: Date.parse(error.lockedUntil) };
  return null;
}

/** Kept across restarts: the block counts at the portal, and the person shall not have to guess. */
export function rememberLockout(lockout: Lockout): void {
  localStorage.setItem(key, JSON.stringify(lockout));
}

export function recallLockout(now: number): Lockout | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    return isLockout(kept) && kept.until > now ? kept : null;
  } catch {
    return null;
  }
}

const everyQuarterSecond = (tick: () => void): (() => void) => {
  const timer = setInterval(tick, 250);
  return () => clearInterval(timer);
};
const never = (): (() => void) => () => undefined;

/** Whole seconds until `until`, counting down by itself; 0 when it has passed. */
export function useSecondsUntil(until: number | null): number {
  return useSyncExternalStore(until === null ? never : everyQuarterSecond, () =>
    until === null ? 0 : Math.max(0, Math.ceil((until - Date.now()) / 1000)),
  );
}
