/** Whole minutes until an end, rounded up: the last minute is one, not none. Never more than there were at the start. */
export function timeLeft(
  { startsAt, endsAt }: { readonly startsAt: string; readonly endsAt: string },
  now: number,
): { hours: number; minutes: number } {
  const left = Date.parse(endsAt) - Math.max(now, Date.parse(startsAt));
  const minutes = Math.max(0, Math.ceil(left / 60_000));
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}
