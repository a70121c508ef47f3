import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAccessLog } from '../../src-portal/services/access-log.ts';
import { databases } from './databases.ts';
import { startRig, type Rig } from './rig.ts';
import { exams, people } from './world.ts';

interface Event {
  readonly id: string;
  readonly at: string;
  readonly action: string;
  readonly person: { id: string; displayName: string; role: string };
  readonly establishment: { name: string } | null;
  readonly exam: { id: string; label: string } | null;
  readonly detail: string | null;
}

const reason = 'Patiente inconsciente aux urgences, antécédents inconnus.';

describe.each(databases)('transparency on $name', (database) => {
  let rig: Rig;
  let anne: string;
  beforeAll(async () => {
    rig = await startRig(database);
    anne = await rig.as('anne');
  });
  afterAll(() => rig.dispose());

  const history = async (query = '') =>
    (await rig.json<{ items: Event[] }>(`/api/v1/access-history${query}`, { token: anne })).items;

  it('writes down who read what, with date, role, establishment and label', async () => {
    await rig.call(`/api/v1/reports/${exams.anneNorth.report}/content`, { token: await rig.as('rita') });
    const [event] = await history();
    expect(event).toMatchObject({
      action: 'viewed-report',
      person: { id: people.rita.id, displayName: 'Dr Rita Weber', role: 'radiologist' },
      establishment: { name: 'Hôpital du Nord' },
      exam: { id: exams.anneNorth.id, label: 'Scanner du thorax' },
      detail: null,
    });
    expect(Math.abs(Date.now() - Date.parse(event!.at))).toBeLessThan(60_000);
  });

  it('makes one line of one consultation, however many requests it takes', async () => {
    const token = await rig.as('carol');
    const before = (await history()).length;
    const instance = `/dicom-web/studies/${exams.anneNorth.study}/series/${exams.anneNorth.series}/instances/${exams.anneNorth.instance}`;
    await Promise.all(
      Array.from({ length: 20 }, () =>
        rig.call(instance, { token, headers: { accept: 'application/dicom' } }),
      ),
    );
    await rig.call(`/dicom-web/studies/${exams.anneNorth.study}/metadata`, { token });
    expect((await history()).length).toBe(before + 1);
    await rig.call(`${instance}?purpose=download`, { token, headers: { accept: 'application/dicom' } });
    expect((await history()).slice(0, 2).map((event) => event.action)).toEqual([
      'downloaded',
      'viewed-images',
    ]);
    // A new sign-in is a new consultation.
    const { access_token: again } = await rig.signIn('carol');
    await rig.call(instance, { token: again, headers: { accept: 'application/dicom' } });
    expect((await history()).length).toBe(before + 3);
  });

  it('writes nothing down for what was refused or only listed', async () => {
    const before = await rig.portal.db.selectFrom('accessEvent').select('id').execute();
    const xavier = await rig.as('xavier');
    await rig.call(`/api/v1/reports/${exams.anneNorth.report}/content`, { token: xavier });
    await rig.call(`/dicom-web/studies/${exams.anneNorth.study}`, { token: xavier });
    await rig.call('/api/v1/exams', { token: await rig.as('rita') });
    await rig.call(`/api/v1/exams/${exams.anneNorth.id}`, { token: await rig.as('rita') });
    expect((await rig.portal.db.selectFrom('accessEvent').select('id').execute()).length).toBe(before.length);
  });

  it('writes down that headers were read, whichever way they were asked for', async () => {
    const { access_token: token } = await rig.signIn('rita');
    const before = (await history()).length;
    const { study, id } = exams.anneNorth;
    const find = async (path: string) => (await rig.call(`/dicom-web${path}`, { token })).status;
    // What a list of images is made of is no more than the list of exams says.
    expect(await find(`/studies/${study}/instances`)).toBe(200);
    expect(await find(`/studies/${study}/instances?includefield=Rows,SeriesDescription`)).toBe(200);
    expect(await find('/studies?includefield=all')).toBe(200);
    expect((await history()).length).toBe(before);
    for (const path of [
      `/studies/${study}/instances?includefield=all`,
      `/instances?StudyInstanceUID=${study}&includefield=PatientComments`,
    ])
      expect(await find(path), path).toBe(200);
    const [event, ...rest] = await history();
    expect(event).toMatchObject({ action: 'viewed-images', person: { id: people.rita.id }, exam: { id } });
    expect(rest.length).toBe(before);
  });

  it('names a guest and the share', async () => {
    const share = await rig.share({ examIds: [exams.anneSouth.id], includeReports: true });
    expect((await history())[0]).toMatchObject({
      action: 'shared',
      person: { role: 'patient' },
      detail: 'guest@example.org',
    });
    await rig.call(`/api/v1/reports/${exams.anneSouth.report}/content`, { token: share.guest.access_token });
    expect((await history())[0]).toMatchObject({
      action: 'viewed-report',
      person: { id: share.id, displayName: 'guest@example.org', role: 'guest' },
    });
  });

  it('filters by exam, person, action and day', async () => {
    const all = await history();
    expect(await history(`?exam=${exams.anneSouth.id}`)).toEqual(
      all.filter((event) => event.exam?.id === exams.anneSouth.id),
    );
    expect(await history(`?person=${people.rita.id}`)).toEqual(
      all.filter((event) => event.person.id === people.rita.id),
    );
    expect(await history('?action=downloaded')).toEqual(all.filter((event) => event.action === 'downloaded'));
    expect(await history('?to=2020-01-01')).toEqual([]);
    expect(await history('?from=2020-01-01&to=2100-01-01')).toEqual(all);
    expect(all.length).toBeGreaterThan(4);
    const pages: Event[] = [];
    let cursor = '';
    do {
      const page: { items: Event[]; nextCursor: string | null } = await rig.json(
        `/api/v1/access-history?limit=2${cursor}`,
        { token: anne },
      );
      pages.push(...page.items);
      cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
    } while (cursor);
    expect(pages).toEqual(all);
  });

  it('is told to whose record it is, and to nobody else', async () => {
    for (const name of ['carol', 'rita', 'sam'] as const) {
      expect((await rig.call('/api/v1/access-history', { token: await rig.as(name) })).status).toBe(403);
      expect((await rig.call('/api/v1/professionals', { token: await rig.as(name) })).status).toBe(403);
    }
    const bobs = await rig.json<{ items: Event[] }>('/api/v1/access-history', { token: await rig.as('bob') });
    expect(bobs.items).toEqual([]);
  });

  describe('breaking the glass', () => {
    const breakGlass = async (json: unknown, name: 'xavier' | 'carol' | 'sam' | 'anne' = 'xavier') =>
      rig.call('/api/v1/break-glass', { method: 'POST', token: await rig.as(name), json });

    it('opens the record for four hours, listed, logged and told by mail', async () => {
      const exam = `/api/v1/exams/${exams.anneNorth.id}`;
      const listed = `/api/v1/patients/${people.anne.id}/exams`;
      const xavier = await rig.as('xavier');
      expect((await rig.call(listed, { token: xavier })).status).toBe(403);
      const found = await rig.json<{ items: object[] }>('/api/v1/patients?q=martin', { token: xavier });
      expect(found.items).toMatchObject([
        { id: people.anne.id, displayName: 'MARTIN Anne', access: 'none', accessUntil: null },
      ]);

      const answer = await breakGlass({ patientId: people.anne.id, reason });
      expect(answer.status).toBe(201);
      const access: { startsAt: string; endsAt: string } = await answer.json();
      expect(Date.parse(access.endsAt) - Date.parse(access.startsAt)).toBe(4 * 3_600_000);
      expect((await rig.call(exam, { token: xavier })).status).toBe(200);
      const opened = (await rig.json<{ items: object[] }>(listed, { token: xavier })).items;
      expect(opened.length).toBe(2);
      // Each says until when: an application erases what it has of it by then, with or without a network.
      for (const each of opened)
        expect(each).toMatchObject({ patient: { id: people.anne.id }, temporaryUntil: access.endsAt });
      expect(
        (await rig.json<{ items: object[] }>('/api/v1/patients?q=MARTIN', { token: xavier })).items,
      ).toMatchObject([{ access: 'temporary' }]);

      expect((await history())[0]).toMatchObject({
        action: 'break-glass',
        person: { role: 'temporary-access' },
        exam: null,
        detail: reason,
      });
      await rig.call(`/api/v1/reports/${exams.anneNorth.report}/content`, { token: xavier });
      expect((await history())[0]).toMatchObject({
        action: 'viewed-report',
        person: { role: 'temporary-access' },
      });

      const { items, notice } = await rig.json<{ items: object[]; notice: string }>(
        '/api/v1/professionals?category=temporary-access',
        { token: anne },
      );
      expect(items).toMatchObject([
        { displayName: 'Dr Xavier Noël', since: access.startsAt, until: access.endsAt, reason },
      ]);
      expect(notice).toContain('Cela ne signifie pas');
      const mail = (await rig.mails()).at(-1)!;
      expect(mail).toContain('To: anne@example.org');
      expect(mail).toContain('Xavier');
    });

    it('is listed for whoever opened it, who may end it before its time', async () => {
      const xavier = await rig.as('xavier');
      interface Page {
        items: { id: string; patient: { id: string } }[];
      }
      const open = await rig.json<Page>('/api/v1/break-glass', { token: xavier });
      expect(open.items).toMatchObject([{ patient: { id: people.anne.id }, reason }]);
      expect((await rig.json<Page>('/api/v1/break-glass', { token: await rig.as('carol') })).items).toEqual(
        [],
      );
      expect((await rig.call('/api/v1/break-glass', { token: anne })).status).toBe(403);
      const end = async (name: 'xavier' | 'carol') =>
        (
          await rig.call(`/api/v1/break-glass/${open.items[0]!.id}`, {
            method: 'DELETE',
            token: await rig.as(name),
          })
        ).status;
      expect(await end('carol')).toBe(404);
      expect(await end('xavier')).toBe(204);
      expect(await end('xavier')).toBe(404);
      expect((await rig.call(`/api/v1/exams/${exams.anneNorth.id}`, { token: xavier })).status).toBe(404);
      expect((await rig.json<Page>('/api/v1/break-glass', { token: xavier })).items).toEqual([]);
    });

    it('names every end that counts: none beside a right that lasts, that of a share beside its own', async () => {
      const brokenBy = async (name: 'xavier' | 'carol') =>
        (await (await breakGlass({ patientId: people.anne.id, reason }, name)).json()) as Record<
          string,
          string
        >;
      const exam = (name: 'xavier' | 'carol') =>
        rig.as(name).then((token) => rig.json<object>(`/api/v1/exams/${exams.anneNorth.id}`, { token }));
      const carols = await brokenBy('carol');
      expect(await exam('carol')).toMatchObject({ sharedUntil: null, temporaryUntil: null });
      const xaviers = await brokenBy('xavier');
      const share = await rig.share({ examIds: [exams.anneNorth.id], recipientEmail: 'xavier@example.org' });
      expect(await exam('xavier')).toMatchObject({
        patient: { id: people.anne.id },
        sharedBy: 'Madame Martin',
        temporaryUntil: xaviers['endsAt'],
      });
      for (const [name, { id }] of [
        ['carol', carols],
        ['xavier', xaviers],
      ] as const)
        await rig.call(`/api/v1/break-glass/${id}`, { method: 'DELETE', token: await rig.as(name) });
      expect(await exam('xavier')).toMatchObject({ patient: null, temporaryUntil: null });
      await rig.call(`/api/v1/shares/${share.id}`, { method: 'DELETE', token: anne });
    });

    it.each([
      ['a reason that is too short', { patientId: people.anne.id, reason: 'urgent' }, 400],
      ['a reason of spaces', { patientId: people.anne.id, reason: ' '.repeat(40) }, 400],
      ['no patient', { reason }, 400],
      ['a patient who is not', { patientId: exams.anneNorth.id, reason }, 404],
    ])('refuses %s', async (_name, json, status) => {
      expect((await breakGlass(json)).status).toBe(status);
    });

    it('is for health professionals', async () => {
      expect((await breakGlass({ patientId: people.bob.id, reason }, 'anne')).status).toBe(403);
      expect((await breakGlass({ patientId: people.bob.id, reason }, 'sam')).status).toBe(403);
    });
  });

  it('lists who may access: correspondents, radiologists of the service, administrators', async () => {
    const { items } = await rig.json<{
      items: { personId: string; category: string; exams: { id: string }[] }[];
    }>('/api/v1/professionals', { token: anne });
    const of = (category: string) => items.filter((item) => item.category === category);
    expect(of('correspondent')).toMatchObject([
      { personId: people.carol.id, exams: [{ id: exams.anneNorth.id }] },
    ]);
    expect(of('radiologist')).toMatchObject([
      { personId: people.rita.id, exams: [{ id: exams.anneNorth.id }] },
    ]);
    expect(of('administrator')).toMatchObject([{ personId: people.sam.id, exams: [] }]);
    const first = await rig.json<{ items: object[]; nextCursor: string }>('/api/v1/professionals?limit=1', {
      token: anne,
    });
    const rest = await rig.json<{ items: object[] }>(`/api/v1/professionals?cursor=${first.nextCursor}`, {
      token: anne,
    });
    expect([...first.items, ...rest.items]).toEqual(items);
  });

  it('goes on where a page ended, also when its last one is no more', async () => {
    const page = (query: string) =>
      rig.json<{ items: { personId: string; category: string }[]; nextCursor: string | null }>(
        `/api/v1/professionals${query}`,
        { token: anne },
      );
    const { items: all } = await page('');
    const last = all.findIndex(({ personId }) => personId === people.rita.id);
    const first = await page(`?limit=${last + 1}`);
    expect(first.items.at(-1)).toMatchObject({ personId: people.rita.id });
    const { db } = rig.portal;
    const readsServiceOf = (readsServiceId: string | null) =>
      db.updateTable('professional').set({ readsServiceId }).where('id', '=', people.rita.id).execute();
    const { readsServiceId } = await db
      .selectFrom('professional')
      .select('readsServiceId')
      .where('id', '=', people.rita.id)
      .executeTakeFirstOrThrow();
    await readsServiceOf(null);
    const rest = await page(`?cursor=${first.nextCursor}`);
    await readsServiceOf(readsServiceId);
    expect(rest.items).toEqual(all.slice(last + 1));
  });

  it('lists establishments, mine or not', async () => {
    const list = async (query: string, name: 'anne' | 'bob' = 'anne') =>
      (
        await rig.json<{ items: { town: string; mine: boolean }[] }>(`/api/v1/establishments${query}`, {
          token: await rig.as(name),
        })
      ).items;
    expect((await list('')).map((item) => [item.town, item.mine])).toEqual([
      ['Nice', true],
      ['Lille', true],
    ]);
    expect((await list('?mine=false', 'bob')).map((item) => item.town)).toEqual(['Nice']);
    expect((await list('?q=HOPITAL')).map((item) => item.town)).toEqual(['Lille']);
    expect(await list('?q=%25')).toEqual([]);
  });

  it('speaks FHIR, with the codes of break-glass', async () => {
    const response = await rig.call('/api/v1/access-history?format=fhir&limit=200', { token: anne });
    expect(response.headers.get('content-type')).toContain('application/fhir+json');
    const bundle: {
      entry: {
        resource: { subtype: { code: string }[]; purposeOfEvent?: { coding: { code: string }[] }[] };
      }[];
    } = await response.json();
    const override = bundle.entry.find((entry) => entry.resource.subtype[0]!.code === '110127')!;
    expect(override.resource).toMatchObject({
      type: { system: 'http://dicom.nema.org/resources/ontology/DCM', code: '110113' },
      outcomeDesc: reason,
      purposeOfEvent: [
        { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'BTG' }] },
      ],
    });
    expect(bundle.entry.length).toBe((await history('?limit=200')).length);
  });

  it('is append-only and chained: every change is seen', async () => {
    const { db } = rig.portal;
    const intact = await verifyAccessLog(db);
    expect(intact.intact).toBe(true);
    await expect(db.updateTable('accessEvent').set({ personName: 'nobody' }).execute()).rejects.toThrow();
    await expect(db.deleteFrom('accessEvent').execute()).rejects.toThrow();
    await expect(sql`truncate access_event`.execute(db)).rejects.toThrow();
    if (!intact.intact) return;

    await sql`alter table access_event disable trigger all`.execute(db);
    await sql`delete from access_event where seq = (select max(seq) from access_event)`.execute(db);
    expect((await verifyAccessLog(db)).intact).toBe(true);
    expect(await verifyAccessLog(db, intact)).toMatchObject({ intact: false, brokenAt: intact.events });
    await sql`update access_event set person_name = 'nobody' where seq = 3`.execute(db);
    expect(await verifyAccessLog(db)).toMatchObject({ intact: false, brokenAt: 3 });
    await sql`alter table access_event enable trigger all`.execute(db);
  });
});
