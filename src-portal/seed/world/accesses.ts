import type {
  AccessAction,
  AccessRole,
  WorldAccess,
  WorldExam,
  WorldPatient,
  WorldProfessional,
  WorldShare,
  WorldTemporaryAccess,
} from '../world.ts';
import { addMinutes, type Calendar } from './calendar.ts';
import { uuidV7 } from './ids.ts';
import * as people from './people.ts';

type Moment = readonly [days: number, time: string];
type Row = readonly [when: Moment, who: WorldProfessional, exam: string, ...actions: AccessAction[]];

/** What health professionals did in the year before the anchor. Their second action comes some minutes after the first. */
const rows: readonly Row[] = [
  [[-363, '08:35'], people.drPetit, 'martin-ct-thorax-prior', 'viewed-report'],
  [[-361, '11:50'], people.drPetit, 'martin-dx-chest', 'viewed-images', 'viewed-report'],
  [[-318, '14:10'], people.drHaddad, 'martin-ct-thorax-prior', 'viewed-images'],
  [[-300, '09:05'], people.drHoffmann, 'sophie-us-thyroid', 'viewed-report'],
  [[-262, '10:20'], people.drPetit, 'martin-mr-brain', 'viewed-report'],
  [[-238, '08:55'], people.drVautrin, 'leo-us-kidney', 'viewed-report'],
  [[-206, '16:05'], people.drHaddad, 'martin-us-heart', 'viewed-images'],
  [[-205, '18:40'], people.drPetit, 'martin-us-heart', 'viewed-report'],
  [[-168, '09:25'], people.drHaddad, 'martin-us-heart', 'viewed-report'],
  [[-121, '11:20'], people.masson, 'martin-dx-hand', 'viewed-images'],
  [[-121, '13:25'], people.drWeber, 'martin-dx-hand', 'viewed-images'],
  [[-119, '10:45'], people.drGerard, 'martin-dx-hand', 'viewed-images', 'viewed-report'],
  [[-97, '15:15'], people.drPetit, 'martin-dx-hand', 'viewed-report'],
  [[-52, '15:45'], people.drKeller, 'martin-mr-knee', 'viewed-images'],
  [[-52, '15:50'], people.drKeller, 'martin-dx-hand', 'viewed-images'],
  [[-51, '08:30'], people.drPetit, 'martin-mr-knee', 'viewed-report'],
  [[-48, '11:10'], people.drGerard, 'martin-mr-knee', 'viewed-images', 'viewed-report', 'downloaded'],
  [[-17, '12:25'], people.drRoussel, 'sophie-mr-brain', 'viewed-images'],
  [[-6, '13:25'], people.drKeller, 'martin-bone-density', 'viewed-report'],
  [[-5, '17:30'], people.drGerard, 'martin-bone-density', 'viewed-report'],
  [[-4, '10:15'], people.drHoffmann, 'leo-dx-hand', 'viewed-images'],
  [[-3, '18:05'], people.drVautrin, 'leo-dx-hand', 'viewed-images', 'viewed-report'],
  [[-2, '11:02'], people.masson, 'martin-ct-thorax', 'viewed-images'],
  [[-2, '15:40'], people.drWeber, 'martin-ct-thorax', 'viewed-images'],
  [[-2, '15:44'], people.drWeber, 'martin-ct-thorax-prior', 'viewed-images', 'viewed-report'],
  [[-2, '18:20'], people.drPetit, 'martin-ct-thorax', 'viewed-report', 'viewed-images'],
  [[-1, '14:05'], people.drPetit, 'martin-mr-knee', 'viewed-images'],
];

/** Quarter to three in the night, forty days ago: what the leaflet calls temporary access. */
const broken = {
  when: [-40, '02:47'],
  who: people.drNoel,
  reason:
    'Patiente adressée aux urgences pour douleur thoracique aiguë ; recherche d’un examen antérieur pour comparaison.',
  then: [
    [6, 'martin-ct-thorax-prior', 'viewed-images'],
    [11, 'martin-ct-thorax-prior', 'viewed-report'],
    [19, 'martin-us-heart', 'viewed-report'],
  ],
} as const;

export function temporaryAccessesOf(calendar: Calendar): WorldTemporaryAccess[] {
  const start = calendar.at(...broken.when);
  return [
    {
      id: uuidV7('break-glass noel', start),
      professionalId: broken.who.id,
      patientId: people.martin.id,
      start,
      end: addMinutes(start, 240),
      reason: broken.reason,
    },
  ];
}

function roleOf(who: WorldProfessional, exam: WorldExam): AccessRole {
  if (exam.correspondentIds.includes(who.id)) return 'correspondent';
  return who.establishmentId === exam.establishmentId ? 'radiologist' : 'correspondent';
}

/** Oldest first, in the order in which a log would have been written. */
export function accessesOf(
  exams: readonly WorldExam[],
  shares: readonly WorldShare[],
  calendar: Calendar,
): WorldAccess[] {
  const find = (key: string): WorldExam => {
    const exam = exams.find((candidate) => candidate.key === key);
    if (!exam) throw new Error(`no exam ${key}`);
    return exam;
  };
  const entry = (
    at: string,
    who: Pick<WorldAccess, 'personId' | 'personName' | 'role' | 'establishmentId'>,
    action: AccessAction,
    exam: WorldExam | null,
    rest: { patient?: WorldPatient; detail?: string } = {},
  ): WorldAccess => ({
    id: uuidV7(`access ${who.personId} ${action} ${exam?.key ?? ''}`, at),
    at,
    patientId: exam?.patientId ?? rest.patient?.id ?? people.martin.id,
    ...who,
    action,
    examId: exam?.id ?? null,
    examLabel: exam?.label ?? null,
    detail: rest.detail ?? null,
  });
  const as = (who: WorldProfessional, role: AccessRole) => ({
    personId: who.id,
    personName: who.displayName,
    role,
    establishmentId: who.establishmentId,
  });

  const everyday = rows.flatMap(([when, who, key, ...actions]) => {
    const exam = find(key);
    return actions.map((action, index) =>
      entry(addMinutes(calendar.at(...when), index * 4), as(who, roleOf(who, exam)), action, exam),
    );
  });

  const start = calendar.at(...broken.when);
  const emergency = [
    entry(start, as(broken.who, 'temporary-access'), 'break-glass', null, {
      patient: people.martin,
      detail: broken.reason,
    }),
    ...broken.then.map(([after, key, action]) =>
      entry(addMinutes(start, after), as(broken.who, 'temporary-access'), action, find(key)),
    ),
  ];

  const administrator = {
    personId: people.support.id,
    personName: people.support.displayName,
    role: 'administrator' as const,
    establishmentId: null,
  };
  const helped = [
    entry(calendar.at(-113, '10:32'), administrator, 'viewed-report', find('martin-dx-hand')),
    entry(calendar.at(-39, '09:10'), administrator, 'viewed-report', find('martin-ct-thorax-prior')),
  ];

  const patient = {
    personId: people.martin.id,
    personName: people.martin.displayName,
    role: 'patient' as const,
    establishmentId: null,
  };
  const sharing = shares.flatMap((share) => {
    const shared = exams.filter(({ id }) => share.examIds.includes(id));
    const guest = {
      personId: share.id,
      personName: share.recipientName,
      role: 'guest' as const,
      establishmentId: null,
    };
    return shared.flatMap((exam) => [
      entry(share.createdAt, patient, 'shared', exam, { detail: share.recipientEmail }),
      ...share.openings.map((at, index) =>
        entry(
          addMinutes(at, 1),
          guest,
          index === 1 && share.withReports ? 'viewed-report' : 'viewed-images',
          exam,
        ),
      ),
    ]);
  });

  return [...everyday, ...emergency, ...helped, ...sharing].sort(
    (a, b) => Date.parse(a.at) - Date.parse(b.at) || a.id.localeCompare(b.id),
  );
}
