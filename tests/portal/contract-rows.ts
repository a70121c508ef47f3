import { shareTokenOf, type Call, type Rig } from './rig.ts';
import { exams, password, pdf, people, type PersonName } from './world.ts';

// One entry for each operation of openapi.yaml outside DICOMweb: what it answers when it is asked rightly, and what it
// refuses.

/** Who asks: a person of the world, a guest of Anne's, or somebody without a token. */
export type Asker = PersonName | 'guest' | 'nobody';

export interface Row {
  readonly says: string;
  readonly as: Asker;
  readonly status: number;
  /** The problem's code, of a refusal. */
  readonly code?: string;
  readonly path: string | ((made: Made) => string | Promise<string>);
  readonly call?: Call | ((made: Made) => Call | Promise<Call>);
  /** What must come back. */
  readonly holds?: (response: Response, made: Made) => boolean | undefined | Promise<boolean | undefined>;
}

/** What was made before the rows are asked: they stand on it. */
export interface Made {
  readonly rig: Rig;
  readonly shareId: string;
  readonly shareToken: string;
  readonly accessCode: string;
  readonly guest: string;
  /** The document of Anne's images at North. */
  readonly imagesDocument: string;
}

export async function make(rig: Rig): Promise<Made> {
  const share = await rig.share({ examIds: [exams.anneSouth.id] });
  const { id } = await rig.portal.db
    .selectFrom('document')
    .select('id')
    .where('examId', '=', exams.anneNorth.id)
    .where('reportId', 'is', null)
    .executeTakeFirstOrThrow();
  return {
    rig,
    shareId: share.id,
    shareToken: shareTokenOf(share.link),
    accessCode: share.accessCode,
    guest: share.guest.access_token,
    imagesDocument: id,
  };
}

const nowhere = '01900000-0000-7000-8000-000000000000';

export const row = (
  says: string,
  as: Asker,
  status: number,
  path: Row['path'],
  rest: Partial<Row> = {},
): Row => ({
  says,
  as,
  status,
  path,
  ...rest,
});
const post = (json: unknown): { call: Call } => ({ call: { method: 'POST', json } });

/** A page as it is, as one has it already, to whom it is not open, and with a cursor that is none. */
const list = (path: string, as: Asker, refusedTo?: Asker): Row[] => [
  row('a page', as, 200, path),
  notModified(path, as),
  row('no cursor', as, 400, `${path}${path.includes('?') ? '&' : '?'}cursor=nonsense`, {
    code: 'invalid-request',
  }),
  row('limit too large', as, 400, `${path}${path.includes('?') ? '&' : '?'}limit=201`, {
    code: 'invalid-request',
  }),
  ...(refusedTo ? [row('to another kind of account', refusedTo, 403, path, { code: 'not-allowed' })] : []),
];

export const notModified = (path: string, as: Asker, headers: Record<string, string> = {}): Row =>
  row('had already', as, 304, path, {
    async call({ rig, guest }) {
      const token = as === 'nobody' ? undefined : as === 'guest' ? guest : await rig.as(as);
      // The time of the last use of a session is told to the minute at the most.
      const first = await rig.call(path, { token, headers });
      await first.arrayBuffer();
      return { headers: { ...headers, 'if-none-match': first.headers.get('etag') ?? '' } };
    },
  });

/** One thing: not there, another's, and a name that is none. */
const one = (pathOf: (id: string) => string, as: Asker, others: string, call: Call = {}): Row[] => [
  row('what is not there', as, 404, pathOf(nowhere), { code: 'not-found', call }),
  row("another's", as, 404, pathOf(others), { code: 'not-found', call }),
  row('a name that is none', as, 400, pathOf('..%2f'), { code: 'invalid-request', call }),
];

const token = (form: Record<string, string>): { call: Call } => ({ call: { method: 'POST', form } });
const passwordGrant = (username: string, secret = password) =>
  token({ grant_type: 'password', username, password: secret });

const shareRequest = {
  examIds: [exams.anneNorth.id],
  recipientEmail: 'dr@example.org',
  kind: 'professional',
  durationDays: 7,
  includeReports: true,
};
const later = (): string => new Date(Date.now() + 3 * 86_400_000).toISOString();

const sessionOf =
  (name: PersonName) =>
  async ({ rig }: Made): Promise<string> => {
    const { access_token } = await rig.signIn(name);
    const { items } = await rig.json<{ items: { id: string; current: boolean }[] }>(
      '/api/v1/account/sessions',
      { token: access_token },
    );
    return `/api/v1/account/sessions/${items.find((session) => session.current)?.id ?? ''}`;
  };

const temporaryAccessOf =
  (name: PersonName) =>
  async ({ rig }: Made): Promise<string> => {
    const { id } = await rig.json<{ id: string }>('/api/v1/break-glass', {
      method: 'POST',
      token: await rig.as(name),
      json: { patientId: people.bob.id, reason: 'Patient inconscient aux urgences.' },
    });
    return `/api/v1/break-glass/${id}`;
  };

const setDeactivated = (rig: Rig, deactivatedAt: Date | null): Promise<unknown> =>
  rig.portal.db.updateTable('account').set({ deactivatedAt }).where('id', '=', people.bob.id).execute();

export const restRows: Readonly<Record<string, readonly Row[]>> = {
  discoverPortal: [
    row('what is offered', 'nobody', 200, '/.well-known/emage-portal'),
    notModified('/.well-known/emage-portal', 'nobody'),
  ],

  createToken: [
    row('a password', 'nobody', 200, '/oauth/token', passwordGrant('bob')),
    row('a share', 'nobody', 200, '/oauth/token', {
      call: ({ shareToken, accessCode }) => ({
        method: 'POST',
        form: { grant_type: 'urn:emage:share', share_token: shareToken, access_code: accessCode },
      }),
    }),
    row('a refresh token', 'nobody', 200, '/oauth/token', {
      call: async ({ rig }) => ({
        method: 'POST',
        form: { grant_type: 'refresh_token', refresh_token: (await rig.signIn('bob')).refresh_token },
      }),
    }),
    row('a refresh token used before', 'nobody', 400, '/oauth/token', {
      code: 'session-ended',
      async call({ rig }) {
        const { refresh_token } = await rig.signIn('bob');
        const form = { grant_type: 'refresh_token', refresh_token };
        await (await rig.token(form)).arrayBuffer();
        return { method: 'POST', form };
      },
    }),
    row('an unknown name', 'nobody', 400, '/oauth/token', {
      ...passwordGrant('nobody-at-all'),
      code: 'wrong-credentials',
      holds: async (response) => ((await response.json()) as { attemptsLeft: number }).attemptsLeft === 2,
    }),
    row('the second wrong password', 'nobody', 400, '/oauth/token', {
      ...passwordGrant('nobody-at-all'),
      code: 'wrong-credentials',
    }),
    row('the third wrong password', 'nobody', 423, '/oauth/token', {
      ...passwordGrant('nobody-at-all'),
      code: 'account-locked',
    }),
    row('a deactivated account', 'nobody', 403, '/oauth/token', {
      code: 'account-deactivated',
      call: async ({ rig }) => {
        await setDeactivated(rig, new Date());
        return { method: 'POST', form: { grant_type: 'password', username: 'bob', password } };
      },
      holds: async (_response, { rig }) => (await setDeactivated(rig, null)) !== null,
    }),
    row('a share that ended', 'nobody', 410, '/oauth/token', {
      code: 'share-ended',
      async call({ rig }) {
        const share = await rig.share({ examIds: [exams.anneSouth.id] });
        await rig.call(`/api/v1/shares/${share.id}`, { method: 'DELETE', token: await rig.as('anne') });
        const form = { share_token: shareTokenOf(share.link), access_code: share.accessCode };
        return { method: 'POST', form: { grant_type: 'urn:emage:share', ...form } };
      },
    }),
    row('another way', 'nobody', 400, '/oauth/token', {
      ...token({ grant_type: 'client_credentials' }),
      code: 'unsupported-grant-type',
    }),
    row('without a password', 'nobody', 400, '/oauth/token', {
      ...token({ grant_type: 'password', username: 'bob' }),
      code: 'invalid-request',
    }),
  ],
  revokeToken: [
    row('a token', 'nobody', 200, '/oauth/revoke', {
      call: async ({ rig }) => ({
        method: 'POST',
        form: { token: (await rig.signIn('bob')).refresh_token },
      }),
    }),
    row('an unknown token', 'nobody', 200, '/oauth/revoke', token({ token: 'unknown' })),
    row('no token', 'nobody', 400, '/oauth/revoke', { ...token({}), code: 'invalid-request' }),
  ],

  listExams: [
    ...list('/api/v1/exams', 'anne'),
    row(
      'everything filtered',
      'anne',
      200,
      '/api/v1/exams?q=thorax&from=2026-01-01&to=2026-12-31&sort=label',
    ),
    row('no day', 'anne', 400, '/api/v1/exams?from=yesterday', { code: 'invalid-request' }),
  ],
  getExam: [
    row('an exam', 'anne', 200, `/api/v1/exams/${exams.anneNorth.id}`),
    notModified(`/api/v1/exams/${exams.anneNorth.id}`, 'anne'),
    ...one((id) => `/api/v1/exams/${id}`, 'anne', exams.bobNorth.id),
  ],
  listDocuments: [
    ...list('/api/v1/documents', 'anne'),
    row('new ones', 'anne', 200, '/api/v1/documents?new=true'),
  ],
  markDocumentSeen: [
    row('seen', 'anne', 204, (made) => `/api/v1/documents/${made.imagesDocument}/seen`, {
      call: { method: 'POST' },
    }),
    row(
      'seen, by who names a type of nothing',
      'anne',
      204,
      (made) => `/api/v1/documents/${made.imagesDocument}/seen`,
      {
        call: { method: 'POST', headers: { 'content-type': 'application/json' } },
      },
    ),
    ...one((id) => `/api/v1/documents/${id}/seen`, 'anne', exams.bobNorth.reportDocument, { method: 'POST' }),
  ],
  getReportContent: [
    row('a report', 'anne', 200, `/api/v1/reports/${exams.anneNorth.report}/content`, {
      holds: async (response) => Buffer.from(await response.arrayBuffer()).equals(pdf),
    }),
    row('a part of it', 'anne', 206, `/api/v1/reports/${exams.anneNorth.report}/content`, {
      call: { headers: { range: 'bytes=1-3' } },
      holds: async (response) => (await response.text()) === 'PDF',
    }),
    row('a part beyond', 'anne', 416, `/api/v1/reports/${exams.anneNorth.report}/content`, {
      call: { headers: { range: 'Bytes=99999999999999999999-' } },
      code: 'range-not-satisfiable',
    }),
    notModified(`/api/v1/reports/${exams.anneNorth.report}/content`, 'anne'),
    row('in a share without reports', 'guest', 404, `/api/v1/reports/${exams.anneSouth.report}/content`, {
      code: 'not-found',
    }),
    ...one((id) => `/api/v1/reports/${id}/content`, 'anne', exams.bobNorth.report),
  ],

  listShares: list('/api/v1/shares', 'anne', 'carol'),
  createShare: [
    row('a share', 'anne', 201, '/api/v1/shares', {
      ...post(shareRequest),
      holds: (response, { rig }) => response.headers.get('location')?.startsWith(`${rig.url}/api/v1/shares/`),
    }),
    row("another's exam", 'bob', 404, '/api/v1/shares', { ...post(shareRequest), code: 'not-found' }),
    row('a duration not offered', 'anne', 422, '/api/v1/shares', {
      ...post({ ...shareRequest, durationDays: 1000 }),
      code: 'share-duration-not-allowed',
    }),
    row('an address that is none', 'anne', 400, '/api/v1/shares', {
      ...post({ ...shareRequest, recipientEmail: 'a@b\r\nBcc: c@d' }),
      code: 'invalid-request',
    }),
    row('by a professional', 'carol', 403, '/api/v1/shares', { ...post(shareRequest), code: 'not-allowed' }),
    row('by a guest', 'guest', 403, '/api/v1/shares', { ...post(shareRequest), code: 'not-allowed' }),
  ],
  getShare: [
    row('a share', 'anne', 200, ({ shareId }) => `/api/v1/shares/${shareId}`),
    row('had already', 'anne', 304, ({ shareId }) => `/api/v1/shares/${shareId}`, {
      async call({ rig, shareId }) {
        const first = await rig.call(`/api/v1/shares/${shareId}`, { token: await rig.as('anne') });
        return { headers: { 'if-none-match': first.headers.get('etag') ?? '' } };
      },
    }),
    row("another's", 'bob', 404, ({ shareId }) => `/api/v1/shares/${shareId}`, { code: 'not-found' }),
    row('by its guest', 'guest', 403, ({ shareId }) => `/api/v1/shares/${shareId}`, { code: 'not-allowed' }),
  ],
  changeShare: [
    row('another end', 'anne', 200, ({ shareId }) => `/api/v1/shares/${shareId}`, {
      call: () => ({ method: 'PATCH', json: { endsAt: later() } }),
    }),
    row('an end too far', 'anne', 422, ({ shareId }) => `/api/v1/shares/${shareId}`, {
      call: { method: 'PATCH', json: { endsAt: '2090-01-01T00:00:00Z' } },
      code: 'share-duration-not-allowed',
    }),
    row("another's", 'bob', 404, ({ shareId }) => `/api/v1/shares/${shareId}`, {
      call: () => ({ method: 'PATCH', json: { endsAt: later() } }),
      code: 'not-found',
    }),
    row('another property', 'anne', 400, ({ shareId }) => `/api/v1/shares/${shareId}`, {
      call: () => ({ method: 'PATCH', json: { endsAt: later(), includeReports: true } }),
      code: 'invalid-request',
    }),
  ],
  revokeShare: [
    row("another's", 'bob', 404, ({ shareId }) => `/api/v1/shares/${shareId}`, {
      call: { method: 'DELETE' },
      code: 'not-found',
    }),
    row('a share', 'anne', 204, ({ shareId }) => `/api/v1/shares/${shareId}`, {
      call: { method: 'DELETE' },
      // At once: the guest who had it is nobody now. The rows of imaging get a guest of their own.
      holds: async (_response, { rig, guest }) =>
        (await rig.call('/api/v1/exams', { token: guest })).status === 401,
    }),
  ],
  listSharedWithMe: list('/api/v1/shared-with-me', 'carol'),
  openShareLink: [
    row('the page', 'nobody', 200, '/s/abcdefghijklmnopqrstuvwxyz'),
    row('a link that is none', 'nobody', 400, '/s/%3Cscript%3E', { code: 'invalid-request' }),
  ],

  listProfessionals: list('/api/v1/professionals', 'anne', 'carol'),
  listAccessHistory: [
    ...list('/api/v1/access-history', 'anne', 'carol'),
    row('as FHIR', 'anne', 200, '/api/v1/access-history?format=fhir', {
      holds: (response) => response.headers.get('content-type')?.startsWith('application/fhir+json'),
    }),
  ],
  listEstablishments: list('/api/v1/establishments', 'anne'),

  listPatients: [
    row('by name', 'carol', 200, '/api/v1/patients?q=durand'),
    row('without a word', 'carol', 400, '/api/v1/patients', { code: 'invalid-request' }),
    row('by a patient', 'anne', 403, '/api/v1/patients?q=durand', { code: 'not-allowed' }),
    row('by a guest', 'guest', 403, '/api/v1/patients?q=durand', { code: 'not-allowed' }),
  ],
  listPatientExams: [
    ...list(`/api/v1/patients/${people.anne.id}/exams`, 'carol', 'xavier'),
    row('of nobody', 'carol', 404, `/api/v1/patients/${nowhere}/exams`, { code: 'not-found' }),
    row('by a patient', 'anne', 403, `/api/v1/patients/${people.anne.id}/exams`, { code: 'not-allowed' }),
  ],
  breakGlass: [
    row('for a reason', 'carol', 201, '/api/v1/break-glass', {
      ...post({ patientId: people.bob.id, reason: 'Patient inconscient aux urgences.' }),
    }),
    row('for no reason', 'carol', 400, '/api/v1/break-glass', {
      ...post({ patientId: people.bob.id, reason: `court${' '.repeat(40)}` }),
      code: 'invalid-request',
    }),
    row('for nobody', 'carol', 404, '/api/v1/break-glass', {
      ...post({ patientId: nowhere, reason: 'Patient inconscient aux urgences.' }),
      code: 'not-found',
    }),
    row('by a patient', 'anne', 403, '/api/v1/break-glass', {
      ...post({ patientId: people.bob.id, reason: 'Patient inconscient aux urgences.' }),
      code: 'not-allowed',
    }),
  ],

  listTemporaryAccess: [
    row('mine', 'carol', 200, '/api/v1/break-glass'),
    row('by a patient', 'anne', 403, '/api/v1/break-glass', { code: 'not-allowed' }),
  ],
  endTemporaryAccess: [
    ...one((id) => `/api/v1/break-glass/${id}`, 'xavier', exams.anneNorth.id, { method: 'DELETE' }),
    row("another's", 'xavier', 404, temporaryAccessOf('carol'), {
      call: { method: 'DELETE' },
      code: 'not-found',
    }),
    row('mine', 'carol', 204, temporaryAccessOf('carol'), { call: { method: 'DELETE' } }),
    row('by a patient', 'anne', 403, `/api/v1/break-glass/${nowhere}`, {
      call: { method: 'DELETE' },
      code: 'not-allowed',
    }),
  ],

  getAccount: [row('mine', 'anne', 200, '/api/v1/account'), notModified('/api/v1/account', 'anne')],
  changePassword: [
    row('a wrong one', 'rita', 400, '/api/v1/account/password', {
      ...post({ currentPassword: 'wrong', newPassword: 'cinq canards au verger' }),
      code: 'wrong-credentials',
    }),
    row('to a common one', 'rita', 422, '/api/v1/account/password', {
      ...post({ currentPassword: password, newPassword: 'azertyuiop1234' }),
      code: 'password-rejected',
    }),
    row('by a guest', 'guest', 403, '/api/v1/account/password', {
      ...post({ currentPassword: 'a', newPassword: 'b' }),
      code: 'not-allowed',
    }),
    row('to another', 'rita', 204, '/api/v1/account/password', {
      ...post({ currentPassword: password, newPassword: 'cinq canards au verger' }),
    }),
  ],
  requestReactivation: [
    row('of whomever', 'nobody', 202, '/api/v1/account/reactivation-request', post({ username: 'anybody' })),
    row('of nobody', 'nobody', 400, '/api/v1/account/reactivation-request', {
      ...post({}),
      code: 'invalid-request',
    }),
  ],
  listSessions: [
    row('mine', 'anne', 200, '/api/v1/account/sessions'),
    row('by a guest', 'guest', 403, '/api/v1/account/sessions', { code: 'not-allowed' }),
  ],
  endSession: [
    row("another's", 'anne', 404, `/api/v1/account/sessions/${nowhere}`, {
      call: { method: 'DELETE' },
      code: 'not-found',
    }),
    row('mine', 'sam', 204, sessionOf('sam'), { call: { method: 'DELETE' } }),
  ],
  deactivateAccount: [
    row('by a professional', 'carol', 403, '/api/v1/account/deactivate', {
      ...post({ password }),
      code: 'not-allowed',
    }),
    row('with a wrong password', 'bob', 400, '/api/v1/account/deactivate', {
      ...post({ password: 'wrong' }),
      code: 'wrong-credentials',
    }),
    row('mine', 'bob', 204, '/api/v1/account/deactivate', {
      ...post({ password }),
      holds: async (_response, { rig }) =>
        (await rig.call('/api/v1/exams', { token: await rig.as('bob') })).status === 401,
    }),
  ],
};
