import type { Share } from '../../../src-shared/domain/share.ts';

const day = 86_400_000;

/** When a share of `days` from `now` ends; ISO 8601. */
export const endAfter = (days: number, now: number): string => new Date(now + days * day).toISOString();

/** Of what the portal allows, the durations that would really make a share last longer. */
export const longerThan = (share: Share, durationsDays: readonly number[], now: number): readonly number[] =>
  durationsDays.filter((days) => now + days * day > Date.parse(share.endsAt));
