import { describe, expect, test } from 'vitest';
import { accessCode, fakeComputer, password, settle, shareEnd } from './testing.ts';
import type { VisitEnd } from './presence.ts';

const portalAddress = 'https://e-mage.org';
const elsewhere = 'https://portail.example';
const martin = { portalAddress, username: 'Martin', password, staySignedIn: true };
const grant = { token: 'abcdefghijklmnopqrstuvwxyz', accessCode };

const visited = (session: ReturnType<ReturnType<typeof fakeComputer>['start']>): VisitEnd[] => {
  const ends: VisitEnd[] = [];
  session.onVisitEnd((end) => ends.push(end));
  return ends;
};

describe('a visit', () => {
  test('needs no account, and leaves nothing but where the portal is', async () => {
    const { start, keychain, memory, portal } = fakeComputer();
    const session = start();
    const ends = visited(session);
    expect(session.knowsPortal(elsewhere)).toBe(false);
    expect(await session.visit(elsewhere, grant)).toMatchObject({
      kind: 'signed-in',
      portal: { address: elsewhere },
      account: { kind: 'guest', share: { sharedBy: 'Madame Martin' } },
      remembered: 'not-asked',
    });
    expect(session.isVisit).toBe(true);
    expect(await session.signOut()).toMatchObject({ kind: 'signed-out', portalAddress, reason: 'start' });
    expect(ends).toEqual(['left']);
    expect(portal.revoked).toEqual(['refresh-1']);
    expect(keychain.entries.size).toBe(0);
    expect(memory.value).toMatchObject({ accounts: [], last: null, locked: [] });
    expect(session.knowsPortal(elsewhere)).toBe(true);
  });

  test('with a wrong code changes nothing', async () => {
    const { start } = fakeComputer();
    const session = start();
    await session.signIn(martin);
    await expect(session.visit(elsewhere, { ...grant, accessCode: 'x' })).rejects.toMatchObject({
      error: { code: 'access-code-wrong', attemptsLeft: 2 },
    });
    expect(session.state).toMatchObject({ kind: 'signed-in', account: { username: 'martin' } });
    expect(session.knowsPortal(elsewhere)).toBe(false);
  });

  test.each([true, false])('beside an account has it wait (staying signed in: %s)', async (staySignedIn) => {
    const { start, portal } = fakeComputer();
    const session = start();
    await session.signIn({ ...martin, staySignedIn });
    const account = session.active;
    await session.visit(elsewhere, grant);
    expect(session.active).not.toBe(account);
    expect(session.active.ref).toEqual({
      portalAddress: elsewhere,
      username: 'share share-abcdefghijklmnopqrstuvwxyz',
    });
    expect(await session.active.tokens.token()).toContain('guest:');
    await session.signOut();
    expect(session.active).toBe(account);
    expect(await account.tokens.token()).toContain('martin');
    expect(portal.revoked).toEqual(['refresh-2']);
  });

  test('another link takes the place of the first', async () => {
    const { start, portal } = fakeComputer();
    const session = start();
    await session.signIn(martin);
    await session.visit(elsewhere, grant);
    await session.visit(portalAddress, { ...grant, token: 'zyxwvutsrqponmlkjihgfedcba' });
    expect(portal.revoked).toEqual(['refresh-2']);
    expect(await session.signOut()).toMatchObject({ kind: 'signed-in', account: { username: 'martin' } });
  });

  test('left alone ends, and the account that waits is locked', async () => {
    const { start } = fakeComputer();
    const session = start();
    const ends = visited(session);
    await session.signIn(martin);
    await session.visit(elsewhere, grant);
    expect(await session.lock()).toMatchObject({ kind: 'locked', account: { username: 'martin' } });
    expect(ends).toEqual(['idle']);
  });

  test('opens no account that is locked', async () => {
    const { start } = fakeComputer();
    const session = start();
    await session.signIn(martin);
    await session.lock();
    expect(await session.visit(elsewhere, grant)).toMatchObject({
      kind: 'signed-in',
      account: { kind: 'guest' },
    });
    expect(await session.signOut()).toMatchObject({ kind: 'locked', account: { username: 'martin' } });
  });

  test('ends when the patient stops the share, and says so', async () => {
    const { start, portal, clock } = fakeComputer();
    const session = start();
    const ends = visited(session);
    await session.signIn(martin);
    await session.visit(elsewhere, grant);
    portal.refreshTokens.delete('refresh-2');
    await clock.advance(11 * 60_000);
    await expect(session.active.tokens.token()).rejects.toMatchObject({ error: { code: 'session-ended' } });
    await settle();
    expect(ends).toEqual(['stopped']);
    expect(session.state).toMatchObject({ kind: 'signed-in', account: { username: 'martin' } });
  });

  test('ends with the share', async () => {
    const { start, portal, clock } = fakeComputer();
    const session = start();
    const ends = visited(session);
    await session.visit(elsewhere, grant);
    await clock.advance(Date.parse(shareEnd) - clock.now());
    portal.refreshTokens.clear();
    await expect(session.active.tokens.token()).rejects.toThrow();
    expect(ends).toEqual(['expired']);
    expect(session.state).toMatchObject({ kind: 'signed-out', reason: 'start' });
  });

  test('outlives the account that waits, when the portal ends that', async () => {
    const { start, portal, clock } = fakeComputer();
    const session = start();
    await session.signIn(martin);
    const account = session.active;
    await session.visit(elsewhere, grant);
    portal.refreshTokens.delete('refresh-1');
    await clock.advance(11 * 60_000);
    await expect(account.tokens.token()).rejects.toThrow();
    expect(session.state).toMatchObject({ kind: 'signed-in', account: { kind: 'guest' } });
    expect(await session.signOut()).toMatchObject({
      kind: 'signed-out',
      username: 'martin',
      reason: 'session-ended',
    });
  });

  test('is not taken up by the next start, which finds the account', async () => {
    const { start } = fakeComputer();
    const session = start();
    await session.signIn(martin);
    await session.visit(elsewhere, grant);
    expect(await start().start()).toMatchObject({ kind: 'signed-in', account: { username: 'martin' } });
  });

  test('gives way when the person chooses their account, or another', async () => {
    const { start } = fakeComputer();
    const session = start();
    await session.signIn(martin);
    await session.visit(elsewhere, grant);
    expect(await session.switchTo({ portalAddress, username: 'martin' })).toMatchObject({
      kind: 'signed-in',
      account: { username: 'martin' },
    });
    await session.visit(elsewhere, grant);
    expect(await session.signIn({ ...martin, username: 'petit' })).toMatchObject({
      kind: 'signed-in',
      account: { username: 'petit' },
    });
  });
});
