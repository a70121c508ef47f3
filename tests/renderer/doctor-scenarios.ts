import { sessionStateSchema } from '../../src-shared/domain/session.ts';
import type { Exam } from '../../src-shared/domain/exam.ts';
import { succeeded } from '../../src-shared/ipc/result.ts';
import { account, ago, exams, portal } from './demo-data.ts';
import { failure, signedIn, signedOut, type FakeOptions } from './fake-bridge.ts';

const freshness = { source: 'portal' as const, asOf: ago(0) };
const kept = { source: 'this-computer' as const, asOf: ago(1) };
const inDays = (days: number): string => ago(-days);
const martin = { id: 'martin', displayName: 'Madame Martin', birthDate: '1951-04-17' };
const lambert = { id: 'lambert', displayName: 'Madame Lambert', birthDate: '1987-09-02' };

const theirs: readonly Exam[] = exams.map((exam, index) => ({
  ...exam,
  patient: index === 2 ? lambert : martin,
}));
const shared = exams.slice(0, 2).map((exam, index) => ({
  ...exam,
  shared: { by: 'Madame Martin', until: inDays(index === 0 ? 1 : 12) },
}));

const doctor = sessionStateSchema.parse({
  ...signedIn(),
  portal: { ...portal, features: ['break-glass'] },
  account: { ...account, kind: 'professional', displayName: 'Dr Hélène Petit', username: 'helene.petit' },
});
const guest = sessionStateSchema.parse({
  ...signedIn(),
  account: {
    ...account,
    kind: 'guest',
    displayName: 'Dr Lemaire',
    share: {
      id: 'share',
      sharedBy: 'Madame Martin',
      endsAt: inDays(7),
      message: 'Docteur, voici mon genou avant notre rendez-vous.',
      includeReports: true,
    },
  },
});
const invitedBy = (portalAddress: string, isKnown: boolean) => () =>
  succeeded({ kind: 'share' as const, link: 1, portalAddress, isKnown, again: false });

const never = new Promise<never>(() => undefined);
/** A record that is opened from the list of patients, which is there. */
const ofRecord = (
  answer: NonNullable<NonNullable<FakeOptions['answers']>['patients.exams']>,
): FakeOptions => ({
  session: doctor,
  answers: {
    'exams.list': () => succeeded({ items: [...theirs], freshness }),
    'patients.exams': answer,
  },
});

/** The pages of a doctor, with an account and without one. */
export const doctorScenarios = {
  /** A patient whom somebody else trusts. */
  'patient-with-shares': {
    answers: { 'sharedWithMe.list': () => succeeded({ items: shared, freshness }) },
  },
  guest: {
    session: guest,
    answers: { 'sharedWithMe.list': () => succeeded({ items: shared.slice(0, 1), freshness }) },
  },
  'guest-offline': {
    session: sessionStateSchema.parse({ ...guest, online: false }),
    online: false,
    answers: { 'sharedWithMe.list': () => succeeded({ items: shared.slice(0, 1), freshness: kept }) },
  },
  invited: { session: signedOut, answers: { 'guest.invitation': invitedBy(portal.address, true) } },
  'invited-beside': { answers: { 'guest.invitation': invitedBy(portal.address, true) } },
  'invited-elsewhere': {
    session: signedOut,
    answers: { 'guest.invitation': invitedBy('https://portail-imagerie.example', false) },
  },
  'invited-wrong-code': {
    session: signedOut,
    answers: {
      'guest.invitation': invitedBy(portal.address, true),
      'guest.enter': () => failure('access-code-wrong', { attemptsLeft: 2 }),
    },
  },
  'invited-blocked': {
    session: signedOut,
    answers: {
      'guest.invitation': invitedBy(portal.address, true),
      'guest.enter': () => failure('share-locked', { retryAfter: 287 }),
    },
  },
  'invited-stopped': {
    session: signedOut,
    answers: {
      'guest.invitation': invitedBy(portal.address, true),
      'guest.enter': () => failure('share-stopped'),
    },
  },
  'link-broken': {
    session: signedOut,
    answers: { 'guest.invitation': () => succeeded({ kind: 'broken' as const }) },
  },
  'visit-over': {
    session: signedOut,
    answers: { 'guest.invitation': () => succeeded({ kind: 'over' as const, end: 'stopped' as const }) },
  },
  doctor: {
    session: doctor,
    answers: {
      'exams.list': () => succeeded({ items: [...theirs], freshness }),
      'sharedWithMe.list': () => succeeded({ items: shared, freshness }),
      'patients.exams': () =>
        succeeded({ items: theirs.filter(({ patient }) => patient === martin), freshness }),
      'patients.search': () =>
        succeeded([
          {
            id: 'benali',
            displayName: 'BENALI Karim',
            birthDate: '1979-02-08',
            sex: 'M' as const,
            access: 'none' as const,
            accessUntil: null,
          },
        ]),
      'pacs.get': () =>
        succeeded({
          name: 'PACS du cabinet',
          url: 'https://pacs.cabinet.example/dicom-web',
          username: 'cabinet',
        }),
    },
  },
  'doctor-loading': {
    session: doctor,
    answers: { 'exams.list': () => never, 'sharedWithMe.list': () => never },
  },
  'doctor-failing': {
    session: doctor,
    answers: {
      'exams.list': () => failure('portal-answer-invalid'),
      'sharedWithMe.list': () => failure('portal-unavailable'),
    },
  },
  'doctor-offline': {
    session: sessionStateSchema.parse({ ...doctor, online: false }),
    online: false,
    answers: {
      'exams.list': () => succeeded({ items: [...theirs], freshness: kept }),
      'sharedWithMe.list': () => succeeded({ items: shared, freshness: kept }),
      'patients.exams': () =>
        succeeded({ items: theirs.filter(({ patient }) => patient === martin), freshness: kept }),
    },
  },
  'record-loading': ofRecord(() => never),
  'record-failing': ofRecord(() => failure('timed-out')),
  'record-refused': ofRecord(() => failure('not-allowed')),
  'record-empty': ofRecord(() => succeeded({ items: [], freshness })),
  'doctor-empty': {
    session: doctor,
    answers: {
      'exams.list': () => succeeded({ items: [], freshness }),
      'sharedWithMe.list': () => succeeded({ items: [], freshness }),
    },
  },
  'doctor-emergency': {
    session: doctor,
    answers: {
      'exams.list': () => succeeded({ items: [...theirs], freshness }),
      'breakGlass.list': () =>
        succeeded([
          {
            id: 'access',
            patient: martin,
            startsAt: ago(0),
            endsAt: new Date(Date.now() + 3 * 3_600_000 + 59 * 60_000).toISOString(),
            reason: 'Patiente inconsciente, antériorités indispensables.',
          },
        ]),
    },
  },
} satisfies Record<string, FakeOptions>;
