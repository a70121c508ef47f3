import type { StudyDescription } from '../dicomweb/image-store.ts';

/** Before X-rays were found there was no exam: an older date was made up by a device. */
const firstYear = 1895;

/** DICOM's local date and time (PS3.5 §6.2) in the portal's zone; noon where the time is none, now where the date is. */
export function instantOfStudy({ date, time }: Pick<StudyDescription, 'date' | 'time'>): Date {
  const day = /^(\d{4})\.?(\d\d)\.?(\d\d)$/.exec(date);
  if (!day || Number(day[1]) < firstYear) return new Date();
  const written = `${day[1] ?? ''}-${day[2] ?? ''}-${day[3] ?? ''}`;
  const clock = /^(\d\d):?(\d\d)?:?(\d\d)?/.exec(time);
  const told = new Date(`${written}T${clock?.[1] ?? '12'}:${clock?.[2] ?? '00'}:${clock?.[3] ?? '00'}Z`);
  const local = Number.isNaN(told.getTime()) ? new Date(`${written}T12:00:00Z`) : told;
  if (Number.isNaN(local.getTime())) return new Date();
  // Asked once more at what comes out: in the hours beside a change of the clocks the first answer is the other side's.
  const near = new Date(local.getTime() - offsetOfParis(local));
  return new Date(local.getTime() - offsetOfParis(near));
}

/** Milliseconds by which Paris is ahead of UTC. */
function offsetOfParis(at: Date): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/Paris',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(at);
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return (
    Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'), read('second')) -
    at.getTime()
  );
}
