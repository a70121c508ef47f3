import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setUps } from './databases.ts';
import { startRig, type Rig } from './rig.ts';
import { examNames, exams, people, type ExamName } from './world.ts';

// Role × route × resource, in full: for every kind of caller and every exam, each route that reads something of it.

/** `images`: the exam and its images; `all`: its reports too; `none`: as if it did not exist. */
type Access = 'none' | 'images' | 'all';

interface Caller {
  readonly name: string;
  token(rig: Rig): Promise<string | undefined>;
  readonly access: Readonly<Record<ExamName, Access>>;
}

const nothing = { anneNorth: 'none', anneSouth: 'none', bobNorth: 'none' } as const;
const everything = { anneNorth: 'all', anneSouth: 'all', bobNorth: 'all' } as const;

const callers: readonly Caller[] = [
  { name: 'nobody', token: async () => undefined, access: nothing },
  { name: 'a made-up token', token: async () => 'x'.repeat(43), access: nothing },
  {
    name: 'patient',
    token: (rig) => rig.as('anne'),
    access: { ...nothing, anneNorth: 'all', anneSouth: 'all' },
  },
  { name: 'another patient', token: (rig) => rig.as('bob'), access: { ...nothing, bobNorth: 'all' } },
  {
    name: 'declared correspondent',
    token: (rig) => rig.as('carol'),
    access: { ...nothing, anneNorth: 'all' },
  },
  {
    name: 'radiologist of the service',
    token: (rig) => rig.as('rita'),
    access: { ...nothing, anneNorth: 'all', bobNorth: 'all' },
  },
  { name: 'professional without a right', token: (rig) => rig.as('xavier'), access: nothing },
  { name: 'administrator', token: (rig) => rig.as('sam'), access: everything },
  {
    name: 'guest of a share without reports',
    token: async (rig) => (await rig.share({ examIds: [exams.anneSouth.id] })).guest.access_token,
    access: { ...nothing, anneSouth: 'images' },
  },
  {
    name: 'guest of a share with reports',
    token: async (rig) =>
      (await rig.share({ examIds: [exams.anneSouth.id, exams.anneNorth.id], includeReports: true })).guest
        .access_token,
    access: { ...nothing, anneNorth: 'all', anneSouth: 'all' },
  },
  {
    name: 'guest of a revoked share',
    async token(rig) {
      const share = await rig.share({ examIds: [exams.anneSouth.id], includeReports: true });
      await rig.call(`/api/v1/shares/${share.id}`, { method: 'DELETE', token: await rig.as('anne') });
      return share.guest.access_token;
    },
    access: nothing,
  },
  {
    name: 'guest of an ended share',
    async token(rig) {
      const share = await rig.share({ examIds: [exams.anneSouth.id], includeReports: true });
      await rig.portal.db
        .updateTable('share')
        .set({ endsAt: new Date(Date.now() - 1000) })
        .where('id', '=', share.id)
        .execute();
      return share.guest.access_token;
    },
    access: nothing,
  },
  {
    name: 'professional whom a share is sent to',
    async token(rig) {
      const token = (await rig.signIn('xavier')).access_token;
      await rig.share({ examIds: [exams.bobNorth.id], recipientEmail: 'Xavier@Example.org', by: 'bob' });
      return token;
    },
    access: { ...nothing, bobNorth: 'images' },
  },
  {
    name: 'temporary access',
    async token(rig) {
      const token = (await rig.signIn('carol')).access_token;
      const reason = 'Patient inconscient aux urgences, antécédents inconnus.';
      await rig.json('/api/v1/break-glass', {
        method: 'POST',
        token,
        json: { patientId: people.bob.id, reason },
      });
      return token;
    },
    access: { ...nothing, anneNorth: 'all', bobNorth: 'all' },
  },
  {
    name: 'temporary access that is over',
    async token(rig) {
      const token = (await rig.signIn('xavier')).access_token;
      const reason = 'Patient inconscient aux urgences, antécédents inconnus.';
      await rig.json('/api/v1/break-glass', {
        method: 'POST',
        token,
        json: { patientId: people.anne.id, reason },
      });
      await rig.portal.db
        .updateTable('temporaryAccess')
        .set({ endsAt: new Date(Date.now() - 1000) })
        .where('professionalId', '=', people.xavier.id)
        .execute();
      await rig.portal.db.updateTable('share').set({ revokedAt: new Date() }).execute();
      return token;
    },
    access: nothing,
  },
  {
    name: 'deactivated account',
    async token(rig) {
      const token = (await rig.signIn('bob')).access_token;
      await rig.portal.db
        .updateTable('account')
        .set({ deactivatedAt: new Date() })
        .where('id', '=', people.bob.id)
        .execute();
      return token;
    },
    access: nothing,
  },
];

interface Route {
  readonly name: string;
  readonly needs: 'images' | 'all';
  path(exam: (typeof exams)[ExamName], documents: ReadonlyMap<string, string>): string;
  readonly method?: 'POST';
  readonly accept?: string;
}

const dicom = (exam: (typeof exams)[ExamName]): string => `/dicom-web/studies/${exam.study}`;
const series = (exam: (typeof exams)[ExamName]): string => `${dicom(exam)}/series/${exam.series}`;
const instance = (exam: (typeof exams)[ExamName]): string => `${series(exam)}/instances/${exam.instance}`;

const routes: readonly Route[] = [
  { name: 'exam', needs: 'images', path: (exam) => `/api/v1/exams/${exam.id}` },
  {
    name: 'images seen',
    needs: 'images',
    method: 'POST',
    path: (exam, documents) => `/api/v1/documents/${documents.get(exam.id)!}/seen`,
  },
  {
    name: 'report seen',
    needs: 'all',
    method: 'POST',
    path: (exam) => `/api/v1/documents/${exam.reportDocument}/seen`,
  },
  { name: 'report', needs: 'all', path: (exam) => `/api/v1/reports/${exam.report}/content` },
  {
    name: 'report to keep',
    needs: 'all',
    path: (exam) => `/api/v1/reports/${exam.report}/content?purpose=download`,
  },
  { name: 'study', needs: 'images', path: dicom },
  { name: 'series', needs: 'images', path: series },
  { name: 'instance', needs: 'images', path: instance, accept: 'application/dicom' },
  { name: 'metadata of study', needs: 'images', path: (exam) => `${dicom(exam)}/metadata` },
  { name: 'metadata of series', needs: 'images', path: (exam) => `${series(exam)}/metadata` },
  { name: 'metadata of instance', needs: 'images', path: (exam) => `${instance(exam)}/metadata` },
  { name: 'frames', needs: 'images', path: (exam) => `${instance(exam)}/frames/1` },
  { name: 'bulk data', needs: 'images', path: (exam) => `${instance(exam)}/bulkdata/7FE00010` },
  { name: 'rendered', needs: 'images', path: (exam) => `${instance(exam)}/rendered` },
  { name: 'thumbnail', needs: 'images', path: (exam) => `${instance(exam)}/thumbnail` },
  { name: 'search of series', needs: 'images', path: (exam) => `${dicom(exam)}/series` },
  { name: 'search of instances', needs: 'images', path: (exam) => `${series(exam)}/instances` },
];

const allows = (access: Access, needs: 'images' | 'all'): boolean => access === 'all' || access === needs;

describe.each(setUps)('rights on $name', ({ database, images }) => {
  let rig: Rig;
  const documents = new Map<string, string>();
  beforeAll(async () => {
    rig = await startRig(database, {}, images);
    for (const row of await rig.portal.db
      .selectFrom('document')
      .select(['id', 'examId'])
      .where('reportId', 'is', null)
      .execute()) {
      documents.set(row.examId, row.id);
    }
  });
  afterAll(() => rig.dispose());

  describe.each(callers)('$name', (caller) => {
    let token: string | undefined;
    let signedIn: boolean;
    beforeAll(async () => {
      token = await caller.token(rig);
      signedIn = (await rig.call('/api/v1/account', { token })).status === 200;
    });

    it.each(examNames.flatMap((exam) => routes.map((route) => ({ exam, route, name: route.name }))))(
      '$exam: $name',
      async ({ exam, route }) => {
        const response = await rig.call(route.path(exams[exam], documents), {
          token,
          method: route.method ?? 'GET',
          headers: { accept: route.accept ?? '*/*' },
        });
        if (allows(caller.access[exam], route.needs)) expect(response.ok, String(response.status)).toBe(true);
        else expect(response.status).toBe(signedIn ? 404 : 401);
      },
    );

    it('lists exactly what it may read', async () => {
      const readable = examNames.filter((exam) => caller.access[exam] !== 'none');
      if (!signedIn) {
        for (const path of [
          '/api/v1/exams',
          '/api/v1/documents',
          '/api/v1/shared-with-me',
          '/dicom-web/studies',
        ]) {
          expect((await rig.call(path, { token })).status).toBe(401);
        }
        expect(readable).toEqual([]);
        return;
      }
      const listed = async (path: string) => (await rig.json<{ items: Listed[] }>(path, { token })).items;
      const own = await listed('/api/v1/exams');
      const shared = await listed('/api/v1/shared-with-me');
      const ids = new Set([...own, ...shared].map((exam) => exam.id));
      expect(ids).toEqual(new Set(readable.map((exam) => exams[exam].id)));
      for (const exam of [...own, ...shared]) {
        const name = examNames.find((one) => exams[one].id === exam.id)!;
        expect(exam.reports.length).toBe(caller.access[name] === 'all' ? 1 : 0);
      }

      const documentsListed = await rig.json<{ items: { examId: string; kind: string }[] }>(
        '/api/v1/documents',
        { token },
      );
      expect(documentsListed.items.every((document) => own.some((exam) => exam.id === document.examId))).toBe(
        true,
      );
      expect(documentsListed.items.filter((document) => document.kind === 'report').length).toBe(
        own.reduce((sum, exam) => sum + exam.reports.length, 0),
      );

      const found = await rig.call('/dicom-web/studies', { token });
      const studies: { '0020000D': { Value: string[] } }[] = found.status === 204 ? [] : await found.json();
      expect(new Set(studies.map((study) => study['0020000D'].Value[0]))).toEqual(
        new Set(readable.map((exam) => exams[exam].study)),
      );
    });

    it('stores images as an administrator alone', async () => {
      const { instanceOf } = await import('./world.ts');
      const response = await rig.call('/dicom-web/studies', {
        method: 'POST',
        token,
        headers: { 'content-type': 'application/dicom' },
        body: instanceOf('bobNorth'),
      });
      if (caller.name === 'administrator') expect([200, 202]).toContain(response.status);
      else expect(response.status).toBe(signedIn ? 403 : 401);
    });
  });
});

interface Listed {
  readonly id: string;
  readonly reports: readonly unknown[];
}
