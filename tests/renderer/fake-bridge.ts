import type { Bridge } from '../../src-shared/ipc/bridge.ts';
import type { CallOutput, EventName, EventPayload, PageCallName } from '../../src-shared/ipc/channels.ts';
import type { AppError, ErrorCode } from '../../src-shared/errors.ts';
import {
  defaultPreferences,
  preferencesSchema,
  type Preferences,
} from '../../src-shared/domain/preferences.ts';
import type { SessionState } from '../../src-shared/domain/session.ts';
import { failed, succeeded, type Result } from '../../src-shared/ipc/result.ts';
import * as demo from './demo-data.ts';

type Answers = {
  [N in PageCallName]: (input: never) => Result<CallOutput<N>> | Promise<Result<CallOutput<N>>>;
};

type WithoutInput =
  'app.info' | 'preferences.get' | 'session.state' | 'session.knownAccounts' | 'guest.invitation';

export interface FakeOptions {
  readonly preferences?: { readonly [K in keyof Preferences]?: Preferences[K] | undefined };
  readonly session?: SessionState;
  readonly online?: boolean;
  /** What answers differently from the demo record. */
  readonly answers?: Partial<Answers>;
}

export interface FakeBridge extends Bridge {
  readonly tell: <N extends EventName>(name: N, payload: EventPayload<N>) => void;
  /** Every call made, in order. */
  readonly made: readonly { readonly name: PageCallName; readonly input: unknown }[];
}

export const failure = (code: ErrorCode, details: Omit<AppError, 'code' | 'message'> = {}): Result<never> =>
  failed({ code, message: code, ...details });

export const signedOut: Extract<SessionState, { kind: 'signed-out' }> = {
  kind: 'signed-out',
  portalAddress: demo.portal.address,
  username: null,
  reason: 'start',
};

export const signedIn = (online = true): SessionState => ({
  kind: 'signed-in',
  portal: demo.portal,
  account: demo.account,
  remembered: 'keychain',
  online,
});

export const appInfo: CallOutput<'app.info'> = {
  version: '0.1.0',
  platform: 'linux',
  systemLanguage: 'fr',
  platformUnlock: false,
  runtime: { electron: '45.4.1', chrome: '156.0', node: '24.2.0' },
};

/** Stands for preload and main in pages under test: the whole table, with a demo record behind it. */
export function createFakeBridge(options: FakeOptions = {}): FakeBridge {
  const { online = true } = options;
  let session = options.session ?? signedIn(online);
  let preferences = preferencesSchema.parse({
    ...defaultPreferences,
    language: 'fr',
    ...options.preferences,
  });
  let library = [...demo.library];
  let shares = [...demo.shares];
  const listeners = new Map<string, Set<(payload: never) => void>>();
  const made: { name: PageCallName; input: unknown }[] = [];
  const freshness = { source: online ? ('portal' as const) : ('this-computer' as const), asOf: demo.ago(1) };
  const become = (next: SessionState): Result<SessionState> => {
    session = next;
    return succeeded(next);
  };
  const done = succeeded(undefined);
  const shareWith = (
    shareId: string,
    change: Partial<(typeof shares)[number]>,
  ): Result<(typeof shares)[number]> => {
    shares = shares.map((share) => (share.id === shareId ? { ...share, ...change } : share));
    const share = shares.find(({ id }) => id === shareId);
    return share ? succeeded(share) : failure('not-found');
  };

  const said = async <N extends WithoutInput>(name: N): Promise<CallOutput<N>> => {
    const answer = await answers[name](undefined as never);
    if (!answer.ok) throw new Error(`${name}: ${answer.error.code}`);
    return answer.value;
  };

  const demoAnswers: Answers = {
    'app.begin': async () =>
      succeeded({
        info: await said('app.info'),
        preferences: await said('preferences.get'),
        session: await said('session.state'),
        knownAccounts: await said('session.knownAccounts'),
        portal: null,
        invitation: await said('guest.invitation'),
      }),
    'app.info': () => succeeded(appInfo),
    'preferences.get': () => succeeded(preferences),
    'preferences.set': (change: Partial<Preferences>) => {
      preferences = { ...preferences, ...change };
      return succeeded(preferences);
    },
    'session.state': () => succeeded(session),
    'session.discover': () => succeeded(demo.portal),
    'session.signIn': () => become(signedIn(online)),
    'session.signInWithBrowser': () => become(signedIn(online)),
    'session.cancelBrowserSignIn': () => done,
    'session.leave': () => become({ ...signedOut, reason: 'signed-out' }),
    'session.signOut': () => become({ ...signedOut, reason: 'signed-out' }),
    'session.signOutAndErase': () => become({ ...signedOut, reason: 'signed-out' }),
    'session.lock': () => become({ kind: 'locked', portal: demo.portal, account: demo.account, online }),
    'session.unlock': () => become(signedIn(online)),
    'session.unlockWithPlatform': () => become(signedIn(online)),
    'session.knownAccounts': () => succeeded([]),
    'session.switchTo': () => become(signedIn(online)),
    'session.forget': () => succeeded([]),
    'exams.list': () => succeeded({ items: [...demo.exams], freshness }),
    'documents.listNew': () => succeeded({ items: [...demo.newDocuments], freshness }),
    'documents.markSeen': () => done,
    'reports.save': () => succeeded({ saved: true }),
    'sharing.list': () => succeeded({ items: shares, freshness }),
    'sharing.create': () => {
      const [share] = shares;
      return share
        ? succeeded({ share, accessCode: 'K7QM-42PX', link: 'https://e-mage.org/s/3fZk9q' })
        : failure('internal');
    },
    'sharing.extend': ({ shareId, endsAt }: { shareId: string; endsAt: string }) =>
      shareWith(shareId, { endsAt }),
    'sharing.end': ({ shareId }: { shareId: string }) => shareWith(shareId, { state: 'revoked' }),
    'access.professionals': () =>
      succeeded({
        items: [...demo.professionals],
        notice:
          'Ces personnes peuvent consulter votre dossier. Y figurer ne signifie pas qu’elles l’ont fait.',
        freshness,
      }),
    'access.history': ({ examId }: { examId?: string }) =>
      succeeded({
        items: demo.history.filter(({ exam }) => examId === undefined || exam?.id === examId),
        freshness,
        missing: null,
      }),
    'access.exportHistory': () => succeeded({ saved: true }),
    'establishments.list': () => succeeded({ items: [...demo.establishments], freshness }),
    'account.get': () => succeeded({ account: demo.account, freshness }),
    'account.changePassword': () => done,
    'account.sessions': () => succeeded([...demo.deviceSessions]),
    'account.endSession': () => succeeded(demo.deviceSessions.slice(0, 1)),
    'account.deactivate': () => become({ ...signedOut, reason: 'signed-out' }),
    'account.requestReactivation': () => done,
    'help.fault': () => done,
    'help.openLink': () => done,
    'help.copy': () => done,
    'help.diagnostic': () =>
      succeeded({ text: 'e-mage 0.1.0\nElectron 45.4.1\nlinux x64\nportal: reachable' }),
    'help.saveDiagnostic': () => succeeded({ saved: true }),
    'help.licences': () => succeeded({ text: 'MIT\n\nPermission is hereby granted…' }),
    'updates.state': () => succeeded({ kind: 'current', checkedAt: '2026-03-03T09:00:00Z' }),
    'updates.look': () => succeeded({ kind: 'ready', version: '1.4.0' }),
    'updates.restart': () => done,
    'viewer.open': () => done,
    'viewer.images': () => failure('not-found'),
    'exams.series': () => succeeded([]),
    'viewer.instances': () => succeeded('[]'),
    'access.ended': () => succeeded([]),
    'access.acknowledgeEnded': () => done,
    'viewer.saveContent': () => succeeded({ saved: true }),
    'viewer.connectBytes': () => done,
    'viewer.openAnother': () => done,
    'viewer.priors': () => succeeded([]),
    'viewer.savePicture': () => succeeded({ saved: true }),
    'pictures.begin': () => succeeded({ batchId: null }),
    'pictures.put': () => done,
    'pictures.end': () => succeeded({ name: '' }),
    'pictures.reveal': () => done,
    'notes.get': () => succeeded({ annotations: [], keyImages: [] }),
    'notes.put': () => done,
    'notes.export': () => succeeded({ saved: true }),
    'library.list': () => succeeded(library),
    'library.exams': () => succeeded([]),
    'library.status': () => succeeded(demo.libraryStatus),
    'library.hold': () => done,
    'library.first': () => done,
    'library.usage': () => succeeded(demo.libraryUsage),
    'library.forgetCached': () => done,
    'library.repairs': () =>
      succeeded({ interrupted: false, unfinished: 0, continued: 0, resumed: 0, removed: 0, damaged: 0 }),
    'library.keep': ({ examId }: { examId: string }) => {
      library = [
        ...library,
        {
          examId,
          state: 'keeping',
          bytes: 1e6,
          bytesTotal: 1e8,
          instancesDone: 12,
          instancesTotal: 420,
          refused: 0,
        },
      ];
      return done;
    },
    'guest.invitation': () => succeeded(null),
    'guest.enter': () => failure('link-broken'),
    'guest.dismiss': () => done,
    'sharedWithMe.list': () => succeeded({ items: [], freshness }),
    'patients.search': () => succeeded([]),
    'patients.exams': () => succeeded({ items: [...demo.exams], freshness }),
    'pacs.get': () => succeeded(null),
    'pacs.set': () => failure('pacs-unreachable'),
    'pacs.forget': () => done,
    'send.list': () => succeeded([]),
    'send.start': () => done,
    'send.stop': () => done,
    'breakGlass.list': () => succeeded([]),
    'breakGlass.open': () => failure('emergency-access-refused'),
    'breakGlass.end': () => done,
    'library.remove': ({ examId }: { examId: string }) => {
      library = library.filter((entry) => entry.examId !== examId);
      return done;
    },
    'imported.list': () => succeeded([...demo.localExams]),
    'imported.remove': () => done,
    'import.state': () => succeeded({ kind: 'idle' }),
    'import.choose': () => succeeded({ started: false }),
    'import.openVolume': () => done,
    'import.unlock': () => done,
    'import.cancel': () => done,
    'export.state': () => succeeded({ kind: 'idle' }),
    'export.start': () => succeeded({ started: false }),
    'export.passphrase': () => succeeded({ passphrase: 'K7QM-42PX-9TRW-3HNC-VB6D' }),
    'export.cancel': () => done,
    'export.reveal': () => done,
    'volumes.list': () => succeeded([]),
  };
  const answers: Answers = Object.assign(demoAnswers, options.answers);

  const calls = Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [
      name,
      (input: never) => {
        made.push({ name: name as PageCallName, input });
        return Promise.resolve(answer(input));
      },
    ]),
  ) as unknown as Bridge['calls'];
  return {
    calls,
    openDropped: () => Promise.resolve(done),
    on: (name, listener) => {
      const heard = listeners.get(name) ?? new Set();
      listeners.set(name, heard.add(listener));
      return () => void heard.delete(listener);
    },
    tell: (name, payload) => {
      for (const listener of listeners.get(name) ?? []) listener(payload as never);
    },
    made,
  };
}
