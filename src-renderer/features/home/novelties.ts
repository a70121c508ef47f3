import type { AccessEvent } from '../../../src-shared/domain/access.ts';
import type { Share } from '../../../src-shared/domain/share.ts';

const soonDays = 3;
const day = 86_400_000;
const shownAtMost = 3;

/** Days of the calendar until it ends, 0 for today; null for a share that does not end soon or has ended. */
export function daysLeft(share: Share, now: number): number | null {
  const end = Date.parse(share.endsAt);
  if (share.state !== 'active' || end <= now) return null;
  const days = Math.round((new Date(end).setHours(0, 0, 0, 0) - new Date(now).setHours(0, 0, 0, 0)) / day);
  return days > soonDays ? null : days;
}

/** What others did in the record since `since`, newest first; emergencies always come to the front. */
export function othersSince(events: readonly AccessEvent[], since: string | null): readonly AccessEvent[] {
  const start = since === null ? 0 : Date.parse(since);
  const isEmergency = (event: AccessEvent): number => (event.action === 'break-glass' ? 1 : 0);
  return events
    .filter((event) => event.person.role !== 'patient' && Date.parse(event.at) >= start)
    .toSorted((a, b) => isEmergency(b) - isEmergency(a) || Date.parse(b.at) - Date.parse(a.at))
    .slice(0, shownAtMost);
}
