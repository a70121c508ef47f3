import type { WorldExam, WorldShare } from '../world.ts';
import type { Calendar } from './calendar.ts';
import { uuidV7 } from './ids.ts';

type Moment = readonly [days: number, time: string];

interface Entry {
  readonly key: string;
  readonly exams: readonly string[];
  readonly recipient: Pick<WorldShare, 'recipientName' | 'recipientEmail' | 'recipientKind'>;
  readonly withReports: boolean;
  readonly message: string;
  readonly created: Moment;
  readonly days: number;
  readonly revoked?: Moment;
  readonly accessCode: string;
  readonly openings: readonly Moment[];
}

const entries: readonly Entry[] = [
  {
    key: 'expired',
    exams: ['martin-us-heart'],
    recipient: {
      recipientName: 'Dr Olivier Blanchard',
      recipientEmail: 'olivier.blanchard@cardio-toul.example',
      recipientKind: 'professional',
    },
    withReports: true,
    message: 'Docteur, voici mon échographie du cœur avant notre rendez-vous.',
    created: [-190, '18:22'],
    days: 30,
    accessCode: '4826-1193',
    openings: [
      [-189, '08:47'],
      [-184, '11:30'],
    ],
  },
  {
    key: 'revoked',
    exams: ['martin-dx-hand'],
    recipient: {
      recipientName: 'Paul Martin',
      recipientEmail: 'paul.martin@courriel.example',
      recipientKind: 'relative',
    },
    withReports: false,
    message: 'Pour te montrer ma main.',
    created: [-115, '20:05'],
    days: 90,
    revoked: [-101, '09:12'],
    accessCode: '7035-6628',
    openings: [[-114, '21:16']],
  },
  {
    key: 'active',
    exams: ['martin-mr-knee'],
    recipient: {
      recipientName: 'Dr Sylvie Marchal',
      recipientEmail: 'sylvie.marchal@kine-nancy.example',
      recipientKind: 'professional',
    },
    withReports: true,
    message: 'Bonjour, voici l’IRM de mon genou et son compte rendu, comme convenu.',
    created: [-41, '17:48'],
    days: 90,
    accessCode: '2917-5540',
    openings: [
      [-40, '12:25'],
      [-12, '08:58'],
    ],
  },
  {
    key: 'ending-soon',
    exams: ['martin-mr-knee', 'martin-dx-hand'],
    recipient: {
      recipientName: 'Anne Martin-Roy',
      recipientEmail: 'anne.martin-roy@courriel.example',
      recipientKind: 'relative',
    },
    withReports: true,
    message: 'Ma chérie, tu me diras ce que tu en penses.',
    created: [-28, '18:35'],
    days: 30,
    accessCode: '6350-8874',
    openings: [[-27, '19:41']],
  },
];

export function sharesOf(exams: readonly WorldExam[], calendar: Calendar): WorldShare[] {
  return entries.map((entry) => {
    const shared = exams.filter(({ key }) => entry.exams.includes(key));
    const [first] = shared;
    if (!first || shared.length !== entry.exams.length)
      throw new Error(`share ${entry.key}: an exam is missing`);
    const createdAt = calendar.at(...entry.created);
    return {
      id: uuidV7(`share ${entry.key}`, createdAt),
      key: entry.key,
      patientId: first.patientId,
      examIds: shared.map(({ id }) => id),
      ...entry.recipient,
      withReports: entry.withReports,
      message: entry.message,
      language: 'fr',
      createdAt,
      endsAt: calendar.at(entry.created[0] + entry.days, entry.created[1]),
      revokedAt: entry.revoked ? calendar.at(...entry.revoked) : null,
      token: `demo-share-${entry.key}-${uuidV7(`token ${entry.key}`, createdAt).slice(-12)}`,
      accessCode: entry.accessCode,
      openings: entry.openings.map((moment) => calendar.at(...moment)),
    };
  });
}
