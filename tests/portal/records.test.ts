import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from './databases.ts';
import { startRig, type Rig } from './rig.ts';
import { exams, pdf, people } from './world.ts';

interface ExamBody {
  readonly id: string;
  readonly label: string;
  readonly isNew: boolean;
  readonly imagesDocumentId: string;
  readonly instanceCount: number;
  readonly patient: { id: string } | null;
  readonly reports: { id: string; isNew: boolean; documentId: string }[];
  readonly series?: { seriesInstanceUid: string; instanceCount: number; bytes: number }[];
}
interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
  readonly total?: number;
}

describe.each(databases)('exams, documents and reports on $name', (database) => {
  let rig: Rig;
  let anne: string;
  beforeAll(async () => {
    rig = await startRig(database);
    anne = await rig.as('anne');
  });
  afterAll(() => rig.dispose());

  const list = (query = '', token = anne) => rig.json<Page<ExamBody>>(`/api/v1/exams${query}`, { token });
  const labels = async (query: string) => (await list(query)).items.map((exam) => exam.label);

  it('tells of itself to everybody', async () => {
    const discovery = await rig.json<object>('/.well-known/emage-portal');
    expect(discovery).toMatchObject({
      apiBaseUrl: `${rig.url}/api/v1`,
      lockout: { attempts: 3, seconds: 300 },
      support: { email: 'support.e-mage@pulsy.fr' },
    });
    expect(discovery).not.toHaveProperty('authorization_endpoint');
    expect((await fetch(`${rig.url}/health`)).status).toBe(200);
    expect((await fetch(`${rig.url}/ready`)).status).toBe(200);
  });

  it('lists exams, newest first, with what there is to know', async () => {
    const page = await list();
    expect(page.items.map((exam) => exam.id)).toEqual([exams.anneNorth.id, exams.anneSouth.id]);
    expect(page.total).toBe(2);
    expect(page.items[0]).toMatchObject({
      studyInstanceUid: exams.anneNorth.study,
      modalities: ['CT'],
      establishment: { name: 'Hôpital du Nord', town: 'Lille' },
      seriesCount: 1,
      instanceCount: 1,
      imagesAvailable: true,
      isNew: true,
      patient: null,
      sharedBy: null,
      reports: [{ id: exams.anneNorth.report, bytes: pdf.length, isNew: true }],
    });
    expect((await list('', await rig.as('rita'))).items[0]).toMatchObject({
      patient: { displayName: expect.any(String) },
    });
  });

  it.each([
    ['?q=SCANNER', ['Scanner du thorax']],
    ['?q=echo', ['Échographie']],
    ['?q=thorax%20nord', ['Scanner du thorax']],
    ['?q=%25', []],
    [`?q=${encodeURIComponent("'; drop table exam; --")}`, []],
    ['?modality=CT', ['Scanner du thorax', 'Échographie']],
    ['?modality=MR', []],
    ['?modality=MR&modality=CT', ['Scanner du thorax', 'Échographie']],
    ['?from=2026-03-03', ['Scanner du thorax']],
    ['?to=2026-03-02', ['Échographie']],
    ['?from=2026-01-10&to=2026-01-10', ['Échographie']],
    ['?sort=date', ['Échographie', 'Scanner du thorax']],
    ['?sort=label', ['Échographie', 'Scanner du thorax']],
    ['?sort=-label', ['Scanner du thorax', 'Échographie']],
    ['?sort=establishment', ['Échographie', 'Scanner du thorax']],
    ['?new=true', ['Scanner du thorax', 'Échographie']],
    ['?new=false', []],
  ])('filters and sorts: %s', async (query, expected) => {
    expect(await labels(query)).toEqual(expected);
  });

  it.each(['date', '-date', 'label', '-label', 'establishment', '-establishment'])(
    'pages by %s',
    async (sort) => {
      const all = (await list(`?sort=${sort}`)).items.map((exam) => exam.id);
      const first = await list(`?sort=${sort}&limit=1`);
      expect(first.total).toBe(2);
      const second = await list(`?sort=${sort}&limit=1&cursor=${first.nextCursor}`);
      expect([first, second].flatMap((page) => page.items.map((exam) => exam.id))).toEqual(all);
      expect(second.nextCursor).toBeNull();
    },
  );

  it.each([
    '?limit=0',
    '?limit=1000',
    '?sort=patient',
    '?from=yesterday',
    '?new=maybe',
    '?cursor=nonsense',
    '?modality=c%20t',
    '?establishment=1',
  ])('refuses %s', async (query) => {
    const response = await rig.call(`/api/v1/exams${query}`, { token: anne });
    expect(response.status).toBe(400);
    expect(((await response.json()) as { code: string }).code).toBe('invalid-request');
  });

  it('answers 304 to who has it already', async () => {
    const first = await rig.call('/api/v1/exams', { token: anne });
    const etag = first.headers.get('etag')!;
    const again = await rig.call('/api/v1/exams', {
      token: anne,
      headers: { 'if-none-match': `W/${etag}, "other"` },
    });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect(
      (await rig.call('/api/v1/exams', { token: anne, headers: { 'if-none-match': '"other"' } })).status,
    ).toBe(200);
  });

  it('says in a 304 what tells copies apart, and nothing of a body', async () => {
    const { study, series, instance, report } = exams.anneNorth;
    const image = `/dicom-web/studies/${study}/series/${series}/instances/${instance}`;
    const paths = [
      '/api/v1/exams',
      '/.well-known/emage-portal',
      `/api/v1/reports/${report}/content`,
      `/dicom-web/studies?StudyInstanceUID=${study}`,
      `${image}/metadata`,
      `${image}/thumbnail`,
      image,
    ];
    for (const path of paths) {
      const headers = path === image ? { accept: 'application/dicom' } : undefined;
      const first = await rig.call(path, { token: anne, ...(headers && { headers }) });
      await first.body?.cancel();
      const etag = first.headers.get('etag') ?? '';
      const kept = await rig.call(path, { token: anne, headers: { ...headers, 'if-none-match': etag } });
      expect(kept.status, path).toBe(304);
      for (const name of ['etag', 'vary', 'cache-control'])
        expect(kept.headers.get(name), `${path} ${name}`).toBe(first.headers.get(name));
      for (const name of ['content-length', 'content-type', 'content-encoding'])
        expect(kept.headers.get(name), `${path} ${name}`).toBeNull();
    }
  });

  it('gives an exam with its series', async () => {
    const exam = await rig.json<ExamBody>(`/api/v1/exams/${exams.anneNorth.id}`, { token: anne });
    expect(exam.series).toMatchObject([{ seriesInstanceUid: exams.anneNorth.series, instanceCount: 1 }]);
    expect((await rig.call('/api/v1/exams/not-an-id', { token: anne })).status).toBe(400);
  });

  it('knows what is new, for each of those whom it concerns', async () => {
    const documents = (query: string, token: string) =>
      rig.json<Page<{ id: string; kind: string; isNew: boolean }>>(`/api/v1/documents${query}`, { token });
    const fresh = await documents('?new=true', anne);
    expect(fresh.items.map((document) => document.kind).sort()).toEqual([
      'images',
      'images',
      'report',
      'report',
    ]);
    expect(fresh.total).toBe(4);
    for (let round = 0; round < 2; round += 1) {
      expect(
        (
          await rig.call(`/api/v1/documents/${exams.anneNorth.reportDocument}/seen`, {
            method: 'POST',
            token: anne,
          })
        ).status,
      ).toBe(204);
    }
    expect((await documents('?new=true', anne)).items.length).toBe(3);
    expect((await documents('?new=false', anne)).items).toMatchObject([
      { id: exams.anneNorth.reportDocument, isNew: false },
    ]);
    expect((await documents('?new=true', await rig.as('carol'))).items.length).toBe(2);
    expect((await documents('?new=true', await rig.as('rita'))).items.length).toBe(0);
    const exam = await rig.json<ExamBody>(`/api/v1/exams/${exams.anneNorth.id}`, { token: anne });
    expect([exam.isNew, exam.reports[0]!.isNew]).toEqual([true, false]);
    await rig.call(`/api/v1/documents/${exam.imagesDocumentId}/seen`, { method: 'POST', token: anne });
    expect((await list('?new=true')).items.map(({ id }) => id)).toEqual([exams.anneSouth.id]);
    const paged = await documents('?limit=3', anne);
    const rest = await documents(`?limit=3&cursor=${paged.nextCursor}`, anne);
    expect(new Set([...paged.items, ...rest.items].map(({ id }) => id)).size).toBe(4);
  });

  it('gives a report whole or in part', async () => {
    const path = `/api/v1/reports/${exams.anneNorth.report}/content`;
    const whole = await rig.call(path, { token: anne });
    expect(Buffer.from(await whole.arrayBuffer())).toEqual(pdf);
    expect(whole.headers.get('content-disposition')).toMatch(/^inline/);
    const part = async (range: string) => {
      const response = await rig.call(path, { token: anne, headers: { range } });
      return [
        response.status,
        response.headers.get('content-range'),
        Buffer.from(await response.arrayBuffer()).toString(),
      ];
    };
    expect(await part('bytes=0-3')).toEqual([206, `bytes 0-3/${pdf.length}`, '%PDF']);
    expect(await part('bytes=-6')).toEqual([
      206,
      `bytes ${pdf.length - 6}-${pdf.length - 1}/${pdf.length}`,
      '%%EOF\n',
    ]);
    expect((await part('bytes=9999-'))[0]).toBe(416);
    expect((await part('lines=1-2'))[0]).toBe(200);
    const etag = whole.headers.get('etag')!;
    expect((await rig.call(path, { token: anne, headers: { 'if-none-match': etag } })).status).toBe(304);
    const kept = await rig.call(`${path}?purpose=download`, { token: anne });
    expect(kept.headers.get('content-disposition')).toMatch(/^attachment/);
  });

  it('finds patients for professionals, and nobody for the others', async () => {
    const find = async (name: 'carol' | 'sam' | 'anne', q: string) =>
      rig.call(`/api/v1/patients?q=${encodeURIComponent(q)}`, { token: await rig.as(name) });
    const found = async (name: 'carol' | 'sam', q: string) =>
      ((await (await find(name, q)).json()) as { items: { id: string; access: string }[] }).items;
    expect(await found('carol', 'anne mart')).toMatchObject([{ id: people.anne.id, access: 'granted' }]);
    expect(await found('carol', 'DURAND')).toMatchObject([{ id: people.bob.id, access: 'none' }]);
    expect((await found('sam', '1950-02-03')).map((patient) => patient.access)).toEqual([
      'granted',
      'granted',
    ]);
    expect(await found('carol', 'NR-bob')).toMatchObject([{ id: people.bob.id }]);
    expect(await found('carol', '%_')).toEqual([]);
    for (const nothing of ['m', '  ', '\u0301\u0301'])
      expect((await find('carol', nothing)).status, JSON.stringify(nothing)).toBe(400);
    expect((await find('anne', 'durand')).status).toBe(403);
    const exam = await rig.json<Page<ExamBody>>(`/api/v1/patients/${people.anne.id}/exams`, {
      token: await rig.as('carol'),
    });
    expect(exam.items.map(({ id }) => id)).toEqual([exams.anneNorth.id]);
    expect(
      (await rig.call(`/api/v1/patients/${people.bob.id}/exams`, { token: await rig.as('carol') })).status,
    ).toBe(403);
    expect(
      (await rig.call(`/api/v1/patients/${exams.bobNorth.id}/exams`, { token: await rig.as('carol') }))
        .status,
    ).toBe(404);
    expect((await rig.call(`/api/v1/patients/${people.anne.id}/exams`, { token: anne })).status).toBe(403);
  });
});
