import { sessionStateSchema } from '../../src-shared/domain/session.ts';
import { succeeded } from '../../src-shared/ipc/result.ts';
import { ago, exams, manyExams, portal, account } from './demo-data.ts';
import { doctorScenarios } from './doctor-scenarios.ts';
import { libraryScenarios } from './library-scenarios.ts';
import { appInfo, failure, signedIn, signedOut, type FakeOptions } from './fake-bridge.ts';

const freshness = { source: 'portal' as const, asOf: ago(0) };
const never = new Promise<never>(() => undefined);

/** Nothing is being downloaded. */
const idle = { held: false, downloading: null };

/** The newest exam's report is one that the gallery's window serves differently (tests/gallery/window.mjs). */
const withReport = (reportId: string): FakeOptions => ({
  answers: {
    'exams.list': () =>
      succeeded({
        items: exams.map((exam, index) =>
          index === 0
            ? { ...exam, reports: exam.reports.map((report) => ({ ...report, id: reportId })) }
            : exam,
        ),
        freshness,
      }),
  },
});

/** Situations in which pages are looked at and tested; by name. */
export const scenarios = {
  usual: {},
  'signed-out': { session: signedOut },
  'known-accounts': {
    session: signedOut,
    answers: {
      'session.knownAccounts': () =>
        succeeded([
          {
            portalAddress: portal.address,
            portalName: portal.name,
            username: 'martin.jeanne',
            displayName: 'Madame Martin',
            remembered: true,
          },
          {
            portalAddress: portal.address,
            portalName: portal.name,
            username: 'martin.henri',
            displayName: 'Monsieur Martin',
            remembered: false,
          },
        ]),
    },
  },
  'wrong-password': {
    session: signedOut,
    answers: { 'session.signIn': () => failure('wrong-credentials', { attemptsLeft: 2 }) },
  },
  blocked: {
    session: signedOut,
    answers: { 'session.signIn': () => failure('account-locked', { retryAfter: 287 }) },
  },
  deactivated: { session: signedOut, answers: { 'session.signIn': () => failure('account-deactivated') } },
  'no-portal': { session: signedOut, answers: { 'session.discover': () => failure('portal-not-found') } },
  'portal-silent': { session: signedOut, answers: { 'session.discover': () => never } },
  /** A portal that was asked before: what is kept here opens with the password. */
  'portal-unreachable': {
    session: signedOut,
    answers: { 'session.discover': () => succeeded({ ...portal, unreachable: true }) },
  },
  'never-online': {
    session: signedOut,
    answers: { 'session.discover': () => failure('network-unreachable') },
  },
  'browser-portal': {
    session: signedOut,
    answers: { 'session.discover': () => succeeded({ ...portal, browserSignIn: true }) },
  },
  locked: { session: { kind: 'locked', portal, account, online: true } },
  'locked-touch-id': {
    session: { kind: 'locked', portal, account, online: true },
    answers: { 'app.info': () => succeeded({ ...appInfo, platform: 'darwin', platformUnlock: true }) },
  },
  'no-keychain': {
    session: sessionStateSchema.parse({ ...signedIn(), remembered: 'keychain-unavailable' }),
  },
  empty: {
    answers: {
      'exams.list': () => succeeded({ items: [], freshness }),
      'documents.listNew': () => succeeded({ items: [], freshness }),
      'library.list': () => succeeded([]),
      'library.status': () => succeeded(idle),
      'sharing.list': () => succeeded({ items: [], freshness }),
      'access.history': () => succeeded({ items: [], freshness, missing: null }),
      'establishments.list': () => succeeded({ items: [], freshness }),
      'access.professionals': () => succeeded({ items: [], notice: '', freshness }),
    },
  },
  failing: {
    answers: {
      'exams.list': () => failure('portal-answer-invalid'),
      'documents.listNew': () => failure('portal-answer-invalid'),
      'library.list': () => failure('library-unreadable'),
      'library.status': () => succeeded(idle),
      'sharing.list': () => failure('portal-answer-invalid'),
      'access.history': () => failure('portal-answer-invalid'),
      'establishments.list': () => failure('portal-answer-invalid'),
      'access.professionals': () => failure('portal-answer-invalid'),
      'account.get': () => failure('portal-answer-invalid'),
      'account.sessions': () => failure('portal-answer-invalid'),
    },
  },
  /** An answer that no page can draw; main would let none of these through. */
  'not-drawn': {
    answers: { 'establishments.list': () => succeeded({ items: [null as never], freshness }) },
  },
  loading: {
    answers: {
      'exams.list': () => never,
      'documents.listNew': () => never,
      'library.list': () => never,
      'library.status': () => succeeded(idle),
      'sharing.list': () => never,
      'access.history': () => never,
      'establishments.list': () => never,
      'access.professionals': () => never,
      'account.get': () => never,
      'account.sessions': () => never,
    },
  },
  offline: {
    online: false,
    // Whatever only the portal knows.
    answers: { 'account.sessions': () => failure('network-unreachable') },
  },
  many: { answers: { 'exams.list': () => succeeded({ items: [...manyExams(4000)], freshness }) } },
  'report-damaged': withReport('damaged'),
  'report-absent': withReport('absent'),
  'report-endless': withReport('endless'),
  'report-not-kept': { ...withReport('not-kept'), online: false },
  'report-with-link': withReport('linking'),
  'report-protected': withReport('protected'),
  ...doctorScenarios,
  ...libraryScenarios,
} satisfies Record<string, FakeOptions>;

export type ScenarioName = keyof typeof scenarios;
export const isScenario = (name: string): name is ScenarioName => Object.hasOwn(scenarios, name);
