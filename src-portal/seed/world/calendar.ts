const minute = 60_000;
const day = 24 * 60 * minute;

/** The last Sunday of a month (0 = January) at 01:00 UTC, when clocks change in the European Union. */
function lastSunday(year: number, month: number): number {
  const end = new Date(Date.UTC(year, month + 1, 0, 1));
  return end.getTime() - end.getUTCDay() * day;
}

/** Minutes that Paris is ahead of UTC at an instant. By rule, not by the machine's time zone data. */
function parisOffset(instant: number): 60 | 120 {
  const year = new Date(instant).getUTCFullYear();
  return instant >= lastSunday(year, 2) && instant < lastSunday(year, 9) ? 120 : 60;
}

/** ISO 8601 with the offset of Paris, to the second: `2026-03-03T10:42:00+01:00`. */
export function parisIso(instant: number): string {
  const offset = parisOffset(instant);
  const local = new Date(instant + offset * minute).toISOString().slice(0, 19);
  return `${local}+0${offset / 60}:00`;
}

export interface Calendar {
  /** The anchor, as an ISO instant with the offset of Paris. */
  readonly anchor: string;
  /** `days` after the anchor's day (negative: before) at a local time in Paris, `HH:MM`. */
  at(days: number, time: string): string;
  /** The same day without the time: `YYYY-MM-DD`. */
  day(days: number): string;
}

export function calendarFrom(anchor: string): Calendar {
  const now = Date.parse(anchor);
  if (Number.isNaN(now)) throw new RangeError(`not an instant: ${anchor}`);
  const today = parisIso(now).slice(0, 10);
  const midnight = Date.parse(`${today}T00:00:00Z`);
  const at = (days: number, time: string): string => {
    const local = Date.parse(`${new Date(midnight + days * day).toISOString().slice(0, 10)}T${time}:00Z`);
    return parisIso(local - parisOffset(local - 60 * minute) * minute);
  };
  return { anchor: parisIso(now), at, day: (days) => at(days, '12:00').slice(0, 10) };
}

export function addMinutes(instant: string, minutes: number): string {
  return parisIso(Date.parse(instant) + minutes * minute);
}
