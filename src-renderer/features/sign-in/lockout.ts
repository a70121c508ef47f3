import { useSyncExternalStore } from 'react';
import { z } from 'zod';
import type { AppError } from '../../../src-shared/errors.ts';

const lockoutSchema = z.object({ portalAddress: z.string(), username: z.string(), until: z.number() });
/** An account that the portal has blocked; `until` by this computer's clock, milliseconds since 1970. */
export type Lockout = z.infer<typeof lockoutSchema>;

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
    const parsed = lockoutSchema.safeParse(JSON.parse(localStorage.getItem(key) ?? 'null'));
    return parsed.success && parsed.data.until > now ? parsed.data : null;
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
