import { AppFailure, type ErrorCode } from '../../../src-shared/errors.ts';

const passing = new Set<ErrorCode>([
  'network-unreachable',
  // A name that does not resolve is what a computer without a network sees first.
  'portal-not-found',
  'portal-unavailable',
  'portal-answer-invalid',
  'timed-out',
  'too-many-requests',
]);

/** Failures of the way and not of the thing: the same request may succeed a little later. */
export const mayPass = (error: unknown): error is AppFailure =>
  error instanceof AppFailure && passing.has(error.error.code);

const PAUSES_MS = [300, 1000, 3000] as const;
/** Somebody waits: a portal that asks for a longer pause is answered by failing, with its wish passed on. */
const LONGEST_PAUSE_MS = 10_000;

/** Milliseconds to wait before the try after the `tries`th; null when it is time to give up. */
export function pauseAfter(tries: number, error: AppFailure, random: number = Math.random()): number | null {
  const pause = PAUSES_MS[tries - 1];
  if (pause === undefined) return null;
  const asked = (error.error.retryAfter ?? 0) * 1000;
  if (asked > LONGEST_PAUSE_MS) return null;
  // Spread, so that those whom one fault hit do not all come back at once.
  return Math.max(asked, pause * (0.75 + random / 2));
}
