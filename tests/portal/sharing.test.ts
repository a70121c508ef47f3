import { get, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { databases } from './databases.ts';
import { shareTokenOf, startRig, type Rig } from './rig.ts';
import { exams, instanceOf, password, people } from './world.ts';

interface ShareBody {
  readonly id: string;
  readonly state: string;
  readonly openings: number;
  readonly lastOpenedAt: string | null;
  readonly endsAt: string;
  readonly accessCode: string;
  readonly link: string;
}

const request = (changes: object = {}) => ({
  examIds: [exams.anneNorth.id],
  recipientEmail: 'dr.who@example.org',
  recipientName: 'Dr Who',
  kind: 'professional',
  durationDays: 30,
  includeReports: true,
  message: 'Bonjour,\nvoici mon scanner.',
  language: 'fr',
  ...changes,
});

describe.each(databases)('sharing on $name', (database) => {
  let rig: Rig;
  let anne: string;
  beforeAll(async () => {
    rig = await startRig(database);
    anne = await rig.as('anne');
  });
  afterAll(() => rig.dispose());

  const create = (json: unknown, token = anne) => rig.call('/api/v1/shares', { method: 'POST', token, json });
  const open = (link: string, code: string) =>
    rig.token({ grant_type: 'urn:emage:share', share_token: shareTokenOf(link), access_code: code });
  const state = (id: string) => rig.json<ShareBody>(`/api/v1/shares/${id}`, { token: anne });

  /** Why the portal says, to the right code, that the share is over. */
  const endedBy = async ({ link, accessCode }: { link: string; accessCode: string }): Promise<unknown> => {
    const response = await open(link, accessCode);
    expect(response.status).toBe(410);
    return ((await response.json()) as { ended?: unknown }).ended;
  };

  it('sends a mail with the link, and keeps the code and the token to itself', async () => {
    const before = (await rig.mails()).length;
    const response = await create(request());
    expect(response.status).toBe(201);
    const share: ShareBody = await response.json();
    expect(response.headers.get('location')).toBe(`${rig.url}/api/v1/shares/${share.id}`);
    expect(share.accessCode).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
    const mail = (await rig.mails()).slice(before).at(-1)!;
    const text = Buffer.from(
      mail
        .split('\r\n\r\n')
        .slice(1)
        .join('\n')
        .replaceAll(/=\r?\n/g, ''),
      'utf8',
    ).toString();
    expect(mail).toContain('To: dr.who@example.org');
    expect(text).toContain(shareTokenOf(share.link).slice(0, 20));
    expect(mail).not.toContain(share.accessCode);
    const stored = JSON.stringify(await rig.portal.db.selectFrom('share').selectAll().execute());
    expect(stored).not.toContain(shareTokenOf(share.link));
    expect(stored).not.toContain(share.accessCode);
  });

  it('lets the guest in with the code, however it is typed, and counts openings', async () => {
    const share: ShareBody = await (await create(request())).json();
    expect((await state(share.id)).openings).toBe(0);
    const tokens: { access_token: string } = await (
      await open(share.link, share.accessCode.toLowerCase().replace('-', ' '))
    ).json();
    expect(await state(share.id)).toMatchObject({
      state: 'active',
      openings: 1,
      lastOpenedAt: expect.any(String),
    });

    const account = await rig.json<object>('/api/v1/account', { token: tokens.access_token });
    expect(account).toMatchObject({
      kind: 'guest',
      displayName: 'Dr Who',
      lastSignInAt: null,
      share: { sharedBy: 'Madame Martin', includeReports: true },
    });
    // Who comes again is told of the time before, and not of this one.
    const { lastOpenedAt } = await state(share.id);
    const again: { access_token: string } = await (await open(share.link, share.accessCode)).json();
    expect(await rig.json<object>('/api/v1/account', { token: again.access_token })).toMatchObject({
      lastSignInAt: lastOpenedAt,
    });
    const { items } = await rig.json<{ items: object[] }>('/api/v1/shared-with-me', {
      token: tokens.access_token,
    });
    expect(items).toMatchObject([
      { id: exams.anneNorth.id, sharedBy: 'Madame Martin', sharedUntil: share.endsAt, isNew: false },
    ]);
    for (const path of [
      '/api/v1/shares',
      '/api/v1/access-history',
      '/api/v1/professionals',
      '/api/v1/patients?q=mar',
      '/api/v1/account/sessions',
    ]) {
      expect((await rig.call(path, { token: tokens.access_token })).status, path).toBe(403);
    }
  });

  it('allows few tries at the code, then blocks, and in the end revokes', async () => {
    const share: ShareBody = await (await create(request())).json();
    const wrong = async () => {
      const answer = await open(share.link, 'ZZZZ-ZZZZ');
      return [answer.status, ((await answer.json()) as { code: string }).code];
    };
    for (let block = 0; block < 4; block += 1) {
      expect(await wrong()).toEqual([400, 'wrong-credentials']);
      expect(await wrong()).toEqual([400, 'wrong-credentials']);
      expect(await wrong()).toEqual([423, 'share-locked']);
      expect((await open(share.link, share.accessCode)).status).toBe(423);
      await rig.portal.db
        .updateTable('attemptGuard')
        .set({ lockedUntil: new Date(Date.now() - 1) })
        .execute();
    }
    expect((await state(share.id)).state).toBe('revoked');
    expect(await endedBy(share)).toBe('codes-used-up');
  });

  it('answers a made-up link like a wrong code', async () => {
    const answer = await open('http://portal/s/abcdefghijklmnopqrstuvwxyz', 'AAAA-AAAA');
    expect(await answer.json()).toMatchObject({ code: 'wrong-credentials', attemptsLeft: 2 });
  });

  it('ends at its date', async () => {
    const share: ShareBody = await (await create(request())).json();
    const { access_token: token }: { access_token: string } = await (
      await open(share.link, share.accessCode)
    ).json();
    await rig.portal.db
      .updateTable('share')
      .set({ endsAt: new Date(Date.now() - 1) })
      .where('id', '=', share.id)
      .execute();
    expect((await rig.call('/api/v1/account', { token })).status).toBe(401);
    expect((await state(share.id)).state).toBe('expired');
    expect(await endedBy(share)).toBe('expired');
    expect(
      (await rig.json<{ items: ShareBody[] }>('/api/v1/shares?state=expired', { token: anne })).items.map(
        ({ id }) => id,
      ),
    ).toContain(share.id);
  });

  it('changes its end, within what is offered', async () => {
    const share: ShareBody = await (await create(request({ durationDays: 1 }))).json();
    const change = (endsAt: string) =>
      rig.call(`/api/v1/shares/${share.id}`, { method: 'PATCH', token: anne, json: { endsAt } });
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
    expect((await change(inDays(60))).status).toBe(200);
    expect(Date.parse((await state(share.id)).endsAt)).toBeGreaterThan(Date.now() + 59 * 86_400_000);
    expect((await change(inDays(91))).status).toBe(422);
    expect((await change(inDays(-1))).status).toBe(422);
    expect((await change('demain')).status).toBe(400);
  });

  it('stands in the history again when it is shared for longer, and not when for less', async () => {
    const share: ShareBody = await (
      await create(
        request({
          durationDays: 7,
          recipientName: 'Dr Put-Off',
          examIds: [exams.anneNorth.id, exams.anneSouth.id],
        }),
      )
    ).json();
    const told = async () =>
      (
        await rig.json<{ items: { detail: string | null; action: string; exam: { id: string } }[] }>(
          '/api/v1/access-history?limit=200',
          { token: anne },
        )
      ).items.filter(({ detail, action }) => detail === 'Dr Put-Off' && action === 'shared');
    const change = async (milliseconds: number) => {
      const json = { endsAt: new Date(Date.now() + milliseconds).toISOString() };
      return (await rig.call(`/api/v1/shares/${share.id}`, { method: 'PATCH', token: anne, json })).status;
    };
    expect(await told()).toHaveLength(2);
    expect(await change(3 * 86_400_000)).toBe(200);
    expect(await told()).toHaveLength(2);
    expect(await change(30 * 86_400_000)).toBe(200);
    expect(await told()).toHaveLength(4);
    expect(new Set((await told()).map(({ exam }) => exam.id)).size).toBe(2);
    // One that was over is opened to somebody again.
    const ended = { endsAt: new Date(Date.now() - 1000) };
    await rig.portal.db.updateTable('share').set(ended).where('id', '=', share.id).execute();
    expect(await change(86_400_000)).toBe(200);
    expect(await told()).toHaveLength(6);
  });

  it('does not stay open where its account is deactivated in the same moment', async () => {
    for (const delay of [0, 10, 20, 30]) {
      const { access_token: bob } = await rig.signIn('bob');
      const deactivating = rig.call('/api/v1/account/deactivate', {
        method: 'POST',
        token: bob,
        json: { password },
      });
      await new Promise((resolve) => void setTimeout(resolve, delay));
      const { status } = await create(request({ examIds: [exams.bobNorth.id] }), bob);
      expect((await deactivating).status).toBe(204);
      await rig.portal.db
        .updateTable('account')
        .set({ deactivatedAt: null })
        .where('id', '=', people.bob.id)
        .execute();
      const open = await rig.json<{ items: ShareBody[] }>('/api/v1/shares?state=active', {
        token: (await rig.signIn('bob')).access_token,
      });
      expect(open.items.length, `${delay} ms, ${status}`).toBe(0);
    }
  });

  it('leaves its guest signed in when its end is put off', async () => {
    const share: ShareBody = await (await create(request({ durationDays: 1 }))).json();
    const guest: { refresh_token: string } = await (await open(share.link, share.accessCode)).json();
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
    const put = { method: 'PATCH', token: anne, json: { endsAt: inDays(30).toISOString() } } as const;
    expect((await rig.call(`/api/v1/shares/${share.id}`, put)).status).toBe(200);
    const { expiresAt } = await rig.portal.db
      .selectFrom('refreshToken')
      .innerJoin('session', 'session.id', 'refreshToken.sessionId')
      .select('refreshToken.expiresAt')
      .where('session.shareId', '=', share.id)
      .executeTakeFirstOrThrow();
    expect(expiresAt.getTime()).toBeGreaterThan(inDays(20).getTime());
    const again = await rig.token({ grant_type: 'refresh_token', refresh_token: guest.refresh_token });
    expect(again.status).toBe(200);
  });

  it('is either revoked or put off, when both are asked for at once', async () => {
    const share: ShareBody = await (await create(request({ durationDays: 1 }))).json();
    const path = `/api/v1/shares/${share.id}`;
    const endsAt = new Date(Date.now() + 30 * 86_400_000).toISOString();
    const [put] = await Promise.all([
      rig.call(path, { method: 'PATCH', token: anne, json: { endsAt } }),
      rig.call(path, { method: 'DELETE', token: anne }),
    ]);
    expect([200, 410]).toContain(put.status);
    expect((await state(share.id)).state).toBe('revoked');
  });

  it('is revoked at once, and stays so', async () => {
    const share: ShareBody = await (await create(request())).json();
    const tokens: { access_token: string; refresh_token: string } = await (
      await open(share.link, share.accessCode)
    ).json();
    const revoke = () => rig.call(`/api/v1/shares/${share.id}`, { method: 'DELETE', token: anne });
    expect((await revoke()).status).toBe(204);
    expect(
      (await rig.call(`/api/v1/exams/${exams.anneNorth.id}`, { token: tokens.access_token })).status,
    ).toBe(401);
    expect(
      (await rig.token({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token })).status,
    ).toBe(400);
    expect(await endedBy(share)).toBe('revoked');
    expect((await revoke()).status).toBe(204);
    const change = {
      method: 'PATCH',
      token: anne,
      json: { endsAt: new Date(Date.now() + 86_400_000).toISOString() },
    } as const;
    expect((await rig.call(`/api/v1/shares/${share.id}`, change)).status).toBe(410);
  });

  it.each([
    ['an exam of somebody else', { examIds: [exams.bobNorth.id] }, 404],
    ['an exam that is not', { examIds: ['01900000-0000-7000-8000-000000000000'] }, 404],
    ['one of mine and one of somebody else', { examIds: [exams.anneNorth.id, exams.bobNorth.id] }, 404],
    ['no exam', { examIds: [] }, 400],
    ['a duration that is not offered', { durationDays: 5 }, 422],
    ['no address', { recipientEmail: 'dr.who' }, 400],
    ['an address with a header in it', { recipientEmail: 'a@b.org\r\nBcc: c@d.org' }, 400],
    ['a message that is too long', { message: 'a'.repeat(1001) }, 400],
    ['a field nobody knows', { administrator: true }, 400],
  ])('refuses %s', async (_name, changes, status) => {
    const before = (await rig.mails()).length;
    expect((await create(request(changes))).status).toBe(status);
    expect((await rig.mails()).length).toBe(before);
  });

  it.each(['bob', 'carol', 'sam'] as const)('is none of the business of %s', async (name) => {
    const share: ShareBody = await (await create(request())).json();
    const token = await rig.as(name);
    const status = people[name].kind === 'patient' ? 404 : 403;
    const json = { endsAt: new Date(Date.now() + 1000).toISOString() };
    expect((await rig.call(`/api/v1/shares/${share.id}`, { token })).status).toBe(status);
    expect((await rig.call(`/api/v1/shares/${share.id}`, { token, method: 'DELETE' })).status).toBe(status);
    expect((await rig.call(`/api/v1/shares/${share.id}`, { token, method: 'PATCH', json })).status).toBe(
      status,
    );
  });

  it('pages through shares without losing or repeating one', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { items: ShareBody[]; nextCursor: string | null } = await rig.json(
        `/api/v1/shares?limit=2${cursor && `&cursor=${cursor}`}`,
        { token: anne },
      );
      seen.push(...page.items.map((share) => share.id));
      cursor = page.nextCursor;
    }
    const all = await rig.portal.db
      .selectFrom('share')
      .select('id')
      .where('patientId', '=', people.anne.id)
      .execute();
    expect(seen.length).toBe(all.length);
    expect(new Set(seen).size).toBe(all.length);
  });

  it('answers a browser that follows half a link, or comes by none, in words', async () => {
    const browse = (path: string, language = 'fr'): Promise<Response> =>
      fetch(`${rig.url}${path}`, {
        headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'accept-language': language },
      });
    const half = await browse('/s/abcdef');
    expect(half.status).toBe(400);
    expect(half.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(half.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await half.text()).toContain('<h1>Ce lien est incomplet</h1>');
    expect(await (await browse('/s/', 'en')).text()).toContain('<h1>This link is incomplete</h1>');
    const front = await browse('/');
    expect(front.status).toBe(404);
    expect(await front.text()).toContain('Ce portail s’ouvre avec l’application e-mage');
    // A program is answered as ever.
    for (const path of ['/api/v1/exams', '/dicom-web/studies', '/oauth/nothing'])
      expect((await browse(path)).headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  it('has a page behind its link that says nothing of health or persons', async () => {
    const share: ShareBody = await (await create(request())).json();
    const response = await rig.call(new URL(share.link).pathname, { headers: { 'accept-language': 'fr' } });
    const page = await response.text();
    expect(page).toContain(`emage://share/${shareTokenOf(share.link)}?portal=${encodeURIComponent(rig.url)}`);
    for (const secret of ['Martin', 'Scanner', 'Who', 'scanner', share.accessCode])
      expect(page).not.toContain(secret);
    const madeUp = await (await rig.call('/s/abcdefghijklmnopqrstuvwxyz')).text();
    expect(madeUp.replaceAll('abcdefghijklmnopqrstuvwxyz', shareTokenOf(share.link))).toBe(page);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect((await rig.call('/s/%3Cscript%3E')).status).toBe(400);
    expect(
      (await rig.call('/s/abcdefghijklmnopqrst', { headers: { 'accept-language': 'en' } })).headers.get(
        'content-language',
      ),
    ).toBe('en');
  });

  it('is cut in the middle of a download when it is revoked', async () => {
    const { study, series, id } = exams.anneSouth;
    const instance = `${exams.anneSouth.instance}.1`;
    // More than both ends of a connection hold while nobody reads.
    const body = Buffer.concat([
      Buffer.from('--part\r\nContent-Type: application/dicom\r\n\r\n'),
      instanceOf('anneSouth', instance, 4096),
      Buffer.from('\r\n--part--\r\n'),
    ]);
    const stored = await rig.call('/dicom-web/studies', {
      method: 'POST',
      token: await rig.as('sam'),
      headers: { 'content-type': 'multipart/related; type="application/dicom"; boundary=part' },
      body,
    });
    expect(stored.status).toBe(200);
    const at = `/dicom-web/studies/${study}/series/${series}/instances/${instance}`;
    for (const [path, accept] of [
      [`/dicom-web/studies/${study}`, 'multipart/related; type="application/dicom"; transfer-syntax=*'],
      [at, 'application/dicom'],
      [`${at}/bulkdata/7FE00010`, 'application/octet-stream'],
    ] as const) {
      const share = await rig.share({ examIds: [id] });
      const download = await begin(`${rig.url}${path}`, {
        accept,
        authorization: `Bearer ${share.guest.access_token}`,
      });
      expect(download.status).toBe(200);
      expect(rig.isConnectedTo(download.port)).toBe(true);
      await rig.call(`/api/v1/shares/${share.id}`, { method: 'DELETE', token: anne });
      // At once: not by the look that is taken every five seconds at what other processes did.
      await vi.waitFor(() => expect(rig.isConnectedTo(download.port)).toBe(false), { timeout: 4_000 });
      expect(await download.rest()).toBeLessThan(download.length);
    }
  });
});

/** A download of which nothing is read yet. */
async function begin(url: string, headers: Readonly<Record<string, string>>) {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, { agent: false, headers }, resolve).on('error', reject);
  });
  return {
    status: response.statusCode,
    port: response.socket.localPort,
    length: Number(response.headers['content-length']),
    /** How many bytes have come when the connection is over. */
    rest: () =>
      new Promise<number>((resolve) => {
        let bytes = 0;
        response.on('data', (piece: Buffer) => (bytes += piece.length));
        response.on('error', () => undefined);
        response.on('close', () => resolve(bytes));
      }),
  };
}
