/** Whole minutes until an end, rounded up: the last minute is one, not none. */
export function timeLeft(endsAt: string, now: number): { hours: number; minutes: number } {
  const minutes = Math.max(0, Math.ceil((Date.parse(endsAt) - now) / 60_000));
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}
