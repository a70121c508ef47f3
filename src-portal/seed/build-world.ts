import type { World } from './world.ts';
import { accessesOf, temporaryAccessesOf } from './world/accesses.ts';
import { calendarFrom } from './world/calendar.ts';
import { defaultAnchor } from './world/default-anchor.ts';
import { establishments } from './world/establishments.ts';
import { examsOf } from './world/exams.ts';
import { administrators, patients, professionals } from './world/people.ts';
import { sharesOf } from './world/shares.ts';

/** The demo world as it is at `anchor` (an ISO 8601 instant). Everything recent in it lies before that day's midnight. */
export function buildWorld(anchor: string = defaultAnchor): World {
  const calendar = calendarFrom(anchor);
  const exams = examsOf(calendar);
  const shares = sharesOf(exams, calendar);
  return {
    anchor: calendar.anchor,
    establishments,
    patients,
    professionals,
    administrators,
    exams,
    accesses: accessesOf(exams, shares, calendar),
    temporaryAccesses: temporaryAccessesOf(calendar),
    shares,
  };
}
