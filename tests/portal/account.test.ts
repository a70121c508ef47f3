import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from './databases.ts';
import { startRig, type Rig, type Tokens } from './rig.ts';
import { exams, password } from './world.ts';

describe.each(databases)('account on $name', (database) => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig(database);
  });
  afterAll(() => rig.dispose());

  const post = (path: string, token: string | undefined, json: unknown) =>
    rig.call(`/api/v1/account/${path}`, { method: 'POST', token, json });

  it('says who one is, and when one came before', async () => {
    const first: Tokens = await rig.signIn('bob');
    expect(await rig.json('/api/v1/account', { token: first.access_token })).toMatchObject({
      displayName: 'Monsieur Durand',
      lastSignInAt: null,
    });
    const second: Tokens = await rig.signIn('bob');
    expect(await rig.json('/api/v1/account', { token: second.access_token })).toMatchObject({
      lastSignInAt: expect.any(String),
    });
  });

  it.each([
    ['too short', 'court', 'too-short'],
    ['common', 'motdepasse1234', 'too-common'],
    ['a run of the keyboard', 'azertyuiop123', 'too-common'],
    ['one letter again and again', 'aaaaaaaaaaaaaaaa', 'too-common'],
    ['the name', 'carolcarol12', 'contains-username'],
    ['the same', password, 'same-as-current'],
    ['too long', 'abcdefghij klmnop '.repeat(20), 'too-long'],
  ])('refuses a new password that is %s', async (_name, newPassword, why) => {
    const response = await post('password', await rig.as('carol'), {
      currentPassword: password,
      newPassword,
    });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      code: 'password-rejected',
      reasons: expect.arrayContaining([why]),
    });
  });

  it('changes the password, and ends the other sessions', async () => {
    const here = await rig.signIn('carol');
    const there = await rig.signIn('carol');
    const newPassword = 'un cheval bleu sous la pluie';
    const wrong = await post('password', here.access_token, { currentPassword: 'wrong', newPassword });
    expect(await wrong.json()).toMatchObject({ code: 'wrong-credentials', attemptsLeft: 2 });
    expect(
      (await post('password', here.access_token, { currentPassword: password, newPassword })).status,
    ).toBe(204);
    expect((await rig.call('/api/v1/account', { token: here.access_token })).status).toBe(200);
    expect((await rig.call('/api/v1/account', { token: there.access_token })).status).toBe(401);
    expect(
      (await rig.token({ grant_type: 'refresh_token', refresh_token: there.refresh_token })).status,
    ).toBe(400);
    await expect(rig.signIn('carol')).rejects.toThrow();
    await rig.signIn('carol', newPassword);
  });

  it('blocks guessing the current password as it does at sign-in', async () => {
    const token = await rig.as('rita');
    const guess = () => post('password', token, { currentPassword: 'wrong', newPassword: 'x' });
    await guess();
    await guess();
    expect((await guess()).status).toBe(423);
    expect((await rig.token({ grant_type: 'password', username: 'rita', password })).status).toBe(423);
  });

  it('deactivates: the patient is out, their shares end, professionals keep their access', async () => {
    await rig.portal.db.deleteFrom('attemptGuard').execute();
    const rita = (await rig.signIn('rita')).access_token;
    const tokens = await rig.signIn('anne');
    const share = await rig.share({ examIds: [exams.anneNorth.id], includeReports: true });
    expect((await post('deactivate', tokens.access_token, { password: 'wrong' })).status).toBe(400);
    expect((await post('deactivate', tokens.access_token, { password })).status).toBe(204);

    expect((await rig.call('/api/v1/exams', { token: tokens.access_token })).status).toBe(401);
    // Also to a computer that stayed signed in: it erases what it keeps.
    for (const grant of [
      { grant_type: 'refresh_token', refresh_token: tokens.refresh_token },
      { grant_type: 'password', username: 'anne', password },
    ]) {
      const refused = await rig.token(grant);
      expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([
        403,
        'account-deactivated',
      ]);
    }
    expect((await rig.call('/api/v1/account', { token: share.guest.access_token })).status).toBe(401);
    expect((await rig.call(`/api/v1/exams/${exams.anneNorth.id}`, { token: rita })).status).toBe(200);
    expect(
      (await rig.call(`/api/v1/reports/${exams.anneNorth.report}/content`, { token: rita })).status,
    ).toBe(200);
  });

  it('asks for reactivation once a day, and tells nobody whether there is such an account', async () => {
    const before = (await rig.mails()).length;
    const ask = (username: string) =>
      post('reactivation-request', undefined, { username, message: 'Je reviens.' });
    for (const username of ['anne', 'anne', 'bob', 'nobody']) expect((await ask(username)).status).toBe(202);
    const mails = (await rig.mails()).slice(before);
    expect(mails.length).toBe(1);
    expect(mails[0]).toContain('To: support.e-mage@pulsy.fr');
    await rig.portal.db
      .updateTable('account')
      .set({ deactivatedAt: null })
      .where('username', '=', 'anne')
      .execute();
    expect(
      (
        await rig.json<{ items: object[] }>('/api/v1/exams', {
          token: (await rig.signIn('anne')).access_token,
        })
      ).items.length,
    ).toBe(2);
  });

  it('takes as long to ask for an account that is active or nowhere as for one that is deactivated', async () => {
    const { db } = rig.portal;
    const set = (deactivatedAt: Date | null) =>
      db
        .updateTable('account')
        .set({ deactivatedAt, reactivationRequestedAt: null })
        .where('username', '=', 'bob')
        .execute();
    await set(new Date());
    const timed = async (username: string): Promise<number> => {
      const begin = performance.now();
      await post('reactivation-request', undefined, { username, message: null });
      return performance.now() - begin;
    };
    const [deactivated, active, nowhere] = [await timed('bob'), await timed('anne'), await timed('nobody')];
    await set(null);
    for (const other of [active, nowhere]) expect(Math.abs(other - deactivated)).toBeLessThan(150);
    expect(Math.min(active, nowhere)).toBeGreaterThan(300);
  });

  it('lets only patients deactivate themselves', async () => {
    expect((await post('deactivate', await rig.as('sam'), { password })).status).toBe(403);
    expect((await post('deactivate', undefined, { password })).status).toBe(401);
  });
});
