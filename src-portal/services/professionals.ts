import type { Professional } from '../../src-shared/portal-api/generated/types.gen.ts';
import type { Database } from '../db/database.ts';

// Who MAY access a record: the same grounds as in rights.ts, read from the record's side.

type ExamOf = Professional['exams'][number];

/** Correspondents first, then radiologists, administrators, and temporary access with the newest first. */
export async function listProfessionals(db: Database, patientId: string): Promise<readonly Professional[]> {
  const correspondents = await db
    .selectFrom('examCorrespondent')
    .innerJoin('exam', 'exam.id', 'examCorrespondent.examId')
    .select(['examCorrespondent.professionalId', 'exam.id', 'exam.label', 'exam.date'])
    .where('exam.patientId', '=', patientId)
    .orderBy('exam.date', 'desc')
    .execute();
  const radiologists = await db
    .selectFrom('professional')
    .innerJoin('exam', 'exam.serviceId', 'professional.readsServiceId')
    .select(['professional.id as professionalId', 'exam.id', 'exam.label', 'exam.date'])
    .where('exam.patientId', '=', patientId)
    .orderBy('exam.date', 'desc')
    .execute();
  const temporary = await db
    .selectFrom('temporaryAccess')
    .selectAll()
    .where('patientId', '=', patientId)
    .orderBy('startsAt', 'desc')
    .orderBy('id')
    .execute();
  const people = await peopleBy(db, [
    ...correspondents.map((row) => row.professionalId),
    ...radiologists.map((row) => row.professionalId),
    ...temporary.map((row) => row.professionalId),
  ]);
  const byExams = (
    rows: typeof correspondents,
    category: 'correspondent' | 'radiologist',
  ): Professional[] => {
    const exams = new Map<string, ExamOf[]>();
    for (const { professionalId, id, label, date } of rows) {
      const concerned = exams.get(professionalId) ?? [];
      concerned.push({ id, label, date: date.toISOString() });
      exams.set(professionalId, concerned);
    }
    return [...people.values()]
      .filter((person) => exams.has(person.id))
      .map((person) => {
        const concerned = exams.get(person.id) ?? [];
        return {
          ...nameOf(person),
          category,
          since: concerned.at(-1)?.date ?? null,
          until: null,
          reason: null,
          exams: concerned,
        };
      });
  };
  return [
    ...byExams(correspondents, 'correspondent'),
    ...byExams(radiologists, 'radiologist'),
    ...[...people.values()]
      .filter((person) => person.isAdministrator)
      .map((person) => ({
        ...nameOf(person),
        category: 'administrator' as const,
        since: null,
        until: null,
        reason: null,
        exams: [],
      })),
    ...temporary.flatMap((access): Professional[] => {
      const person = people.get(access.professionalId);
      return person
        ? [
            {
              ...nameOf(person),
              category: 'temporary-access',
              since: access.startsAt.toISOString(),
              until: access.endsAt.toISOString(),
              reason: access.reason,
              exams: [],
            },
          ]
        : [];
    }),
  ];
}

/** These people and every administrator, by name. */
async function peopleBy(db: Database, ids: readonly string[]) {
  const rows = await db
    .selectFrom('professional')
    .leftJoin('establishment', 'establishment.id', 'professional.establishmentId')
    .select([
      'professional.id',
      'professional.displayName',
      'professional.role',
      'professional.isAdministrator',
    ])
    .select(['establishment.id as establishmentId', 'establishment.name', 'establishment.town'])
    .where((eb) =>
      eb.or([
        eb('professional.isAdministrator', '=', true),
        ...(ids.length > 0 ? [eb('professional.id', 'in', [...new Set(ids)])] : []),
      ]),
    )
    .orderBy('professional.searchText')
    .orderBy('professional.id')
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

const nameOf = (person: {
  id: string;
  displayName: string;
  role: string;
  establishmentId: string | null;
  name: string | null;
  town: string | null;
}) => ({
  personId: person.id,
  displayName: person.displayName,
  speciality: person.role || null,
  establishment:
    person.establishmentId !== null
      ? { id: person.establishmentId, name: person.name ?? '', town: person.town ?? '' }
      : null,
});
