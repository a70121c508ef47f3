/** Days of the calendar, in this computer's time zone, until a share ends: 0 on its last day. */
export function daysLeft(until: string, now: Date): number {
  const midnight = (date: Date): number => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.max(0, Math.round((midnight(new Date(until)) - midnight(now)) / 86_400_000));
}
