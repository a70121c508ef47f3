import { describe, expect, test } from 'vitest';
import type { SessionState } from '../../src-shared/domain/session.ts';
import { AppFailure } from '../../src-shared/errors.ts';
import { fakeComputer, password, settle } from './testing.ts';

const portalAddress = 'https://e-mage.org';
const input = { portalAddress, username: 'Martin', password, staySignedIn: true };
const martin = { portalAddress, username: 'martin' };
const petit = { portalAddress, username: 'petit' };
const sessionEntry = 'e-mage session https://e-mage.org martin';
const libraryEntry = 'e-mage library https://e-mage.org martin';

const failure = (code: string, more: object = {}): unknown =>
  expect.objectContaining({ error: expect.objectContaining({ code, ...more }) });

describe('signing in', () => {
  test('keeps the refresh token in the keychain and nowhere else', async () => {
    const { start, keychain, memory, log } = fakeComputer();
    const session = start();
    const state = await session.signIn(input);
    expect(state).toMatchObject({
      kind: 'signed-in',
      remembered: 'keychain',
      online: true,
      account: { username: 'martin' },
    });
    expect(JSON.parse(keychain.entries.get(sessionEntry) ?? '')).toMatchObject({ refreshToken: 'refresh-1' });
    const inClear = JSON.stringify([memory.value, log, state]);
    expect(inClear).not.toMatch(/refresh-|access-|battery|scrypt/);
  });

  test('is forgotten at the next start unless asked to stay', async () => {
    const { start, keychain } = fakeComputer();
    expect(await start().signIn({ ...input, staySignedIn: false })).toMatchObject({
      remembered: 'not-asked',
    });
    expect(keychain.entries.has(sessionEntry)).toBe(false);
    expect(await start().start()).toMatchObject({ kind: 'signed-out', username: 'martin', reason: 'start' });
  });

  test('goes on without a keychain, and says so', async () => {
    const { start, keychain } = fakeComputer();
    keychain.available = false;
    const session = start();
    expect(await session.signIn(input)).toMatchObject({
      kind: 'signed-in',
      remembered: 'keychain-unavailable',
    });
    expect(session.knownAccounts()).toMatchObject([{ username: 'martin', remembered: false }]);
  });

  test('with a wrong password says how many attempts are left and changes nothing', async () => {
    const { start } = fakeComputer();
    const session = start();
    await expect(session.signIn({ ...input, password: 'x' })).rejects.toEqual(
      failure('wrong-credentials', { attemptsLeft: 2 }),
    );
    expect(session.state).toMatchObject({ kind: 'signed-out', reason: 'start' });
    expect(await session.signIn(input)).toMatchObject({ kind: 'signed-in' });
  });
});

describe('a start', () => {
  test('on a new computer offers the usual portal', async () => {
    expect(await fakeComputer().start().start()).toEqual({
      kind: 'signed-out',
      portalAddress,
      username: null,
      reason: 'start',
    });
  });

  test('takes up the kept session and rotates its token at once', async () => {
    const { start, keychain } = fakeComputer();
    await start().signIn(input);
    const session = start();
    expect(await session.start()).toMatchObject({
      kind: 'signed-in',
      account: { username: 'martin' },
      remembered: 'keychain',
    });
    await settle();
    expect(JSON.parse(keychain.entries.get(sessionEntry) ?? '')).toMatchObject({ refreshToken: 'refresh-2' });
  });

  test('without a network opens as well, and comes online by itself', async () => {
    const { start, portal, clock } = fakeComputer();
    await start().signIn(input);
    portal.failure = 'network-unreachable';
    const session = start();
    const states: SessionState[] = [];
    session.onChange((state) => states.push(state));
    await session.start();
    await settle();
    expect(session.state).toMatchObject({
      kind: 'signed-in',
      online: false,
      account: { displayName: 'Madame martin' },
    });
    portal.failure = null;
    await clock.advance(3_000);
    expect(session.state).toMatchObject({ kind: 'signed-in', online: true });
    expect(states.map((state) => state.kind === 'signed-in' && state.online)).toEqual([true, false, true]);
  });

  test('offline says whether it is the portal that is down, and comes online by itself', async () => {
    const { start, portal, clock } = fakeComputer();
    const session = start();
    await session.signIn(input);
    session.reportReach('unreached');
    expect(session.state).toMatchObject({ online: false });
    expect(session.state).not.toHaveProperty('portalIsDown');
    portal.failure = 'portal-unavailable';
    await clock.advance(3_000);
    expect(session.state).toMatchObject({ online: false, portalIsDown: true });
    portal.failure = null;
    await clock.advance(6_000);
    expect(session.state).toMatchObject({ online: true });
    expect(session.state).not.toHaveProperty('portalIsDown');
  });

  test('finds out that it is offline where another process came nowhere', async () => {
    const { start, portal, clock } = fakeComputer();
    const session = start();
    await session.signIn(input);
    session.active.reachability.doubt();
    await clock.advance(0);
    expect(session.state).toMatchObject({ online: true });
    portal.failure = 'network-unreachable';
    session.active.reachability.doubt();
    await clock.advance(0);
    expect(session.state).toMatchObject({ online: false });
  });

  test('with a session that the portal ended asks to sign in again, and says why', async () => {
    const { start, portal, keychain } = fakeComputer();
    await start().signIn(input);
    portal.refreshTokens.clear();
    const session = start();
    await session.start();
    await settle();
    expect(session.state).toEqual({
      kind: 'signed-out',
      portalAddress,
      username: 'martin',
      reason: 'session-ended',
    });
    expect(keychain.entries.has(sessionEntry)).toBe(false);
  });

  test('with something of no use in the keychain asks to sign in', async () => {
    const { start, keychain } = fakeComputer();
    await start().signIn(input);
    keychain.entries.set(sessionEntry, '{"refreshToken":');
    expect(await start().start()).toMatchObject({ kind: 'signed-out', username: 'martin' });
  });

  test('of a locked application does not unlock it', async () => {
    const { start } = fakeComputer();
    const first = start();
    await first.signIn(input);
    await first.lock();
    const session = start();
    expect(await session.start()).toMatchObject({ kind: 'locked' });
    expect(() => session.active).toThrow(AppFailure);
  });
});

describe('the access token', () => {
  test('is renewed before it ends, once for all who ask', async () => {
    const { start, portal, clock } = fakeComputer();
    const session = start();
    await session.signIn(input);
    const { tokens } = session.active;
    expect(await tokens.token()).toBe('access-1 martin');
    await clock.advance(580_000);
    expect(await Promise.all([tokens.token(), tokens.token(), tokens.token()])).toEqual(
      Array(3).fill('access-2 martin'),
    );
    expect(portal.calls.filter((name) => name === 'refresh')).toHaveLength(1);
  });

  test('that the portal refuses is renewed, and the request made again', async () => {
    const { start } = fakeComputer();
    const session = start();
    await session.signIn(input);
    const seen: string[] = [];
    const answer = await session.active.tokens.withToken(async (token) => {
      seen.push(token);
      if (seen.length === 1) throw new AppFailure('not-signed-in', 'refused');
      return 'done';
    });
    expect([answer, seen]).toEqual(['done', ['access-1 martin', 'access-2 martin']]);
  });

  test('is in the keychain by its successor before the old one is forgotten', async () => {
    const { start, keychain, clock } = fakeComputer();
    const session = start();
    await session.signIn(input);
    await clock.advance(600_000);
    const write = keychain.write.bind(keychain);
    let whileWriting: unknown;
    keychain.write = async (...args) => {
      whileWriting = await Promise.race([
        session.active.tokens.token(),
        settle().then(() => 'still waiting'),
      ]);
      return write(...args);
    };
    await session.active.tokens.token();
    expect(whileWriting).toBe('still waiting');
  });

  test('lost by a keychain that went away does not end the session', async () => {
    const { start, keychain, clock } = fakeComputer();
    const session = start();
    await session.signIn(input);
    keychain.available = false;
    await clock.advance(600_000);
    await session.active.tokens.token();
    expect(session.state).toMatchObject({ kind: 'signed-in', remembered: 'keychain-unavailable' });
  });
});

describe('signing out', () => {
  test('revokes the session and takes it from the keychain', async () => {
    const { start, portal, keychain } = fakeComputer();
    const session = start();
    await session.signIn(input);
    expect(await session.signOut()).toEqual({
      kind: 'signed-out',
      portalAddress,
      username: 'martin',
      reason: 'signed-out',
    });
    expect(portal.revoked).toEqual(['refresh-1']);
    expect(keychain.entries.has(sessionEntry)).toBe(false);
    expect(() => session.active).toThrow(AppFailure);
  });

  test('works without a network', async () => {
    const { start, portal, keychain } = fakeComputer();
    const session = start();
    await session.signIn(input);
    portal.failure = 'network-unreachable';
    expect(await session.signOut()).toMatchObject({ kind: 'signed-out' });
    expect(keychain.entries.has(sessionEntry)).toBe(false);
  });
});

describe('the lock', () => {
  test('opens to the password alone, asked of the portal', async () => {
    const { start, portal } = fakeComputer();
    const session = start();
    await session.signIn(input);
    expect(await session.lock()).toMatchObject({ kind: 'locked', account: { username: 'martin' } });
    await expect(session.unlock('x')).rejects.toEqual(failure('wrong-credentials', { attemptsLeft: 2 }));
    expect(session.state.kind).toBe('locked');
    expect(await session.unlock(password)).toMatchObject({ kind: 'signed-in' });
    expect(portal.revoked).toEqual(['refresh-1']);
  });

  test('opens when the platform confirms the person, and not when it does not', async () => {
    const { start } = fakeComputer();
    const session = start();
    await session.signIn(input);
    await session.lock();
    await expect(
      session.unlockConfirmed(() => Promise.reject(new AppFailure('cancelled', 'no'))),
    ).rejects.toEqual(failure('cancelled'));
    expect(session.state.kind).toBe('locked');
    expect(await session.unlockConfirmed(() => Promise.resolve())).toMatchObject({ kind: 'signed-in' });
  });

  test('opens without a network, and blocks for five minutes after three failures', async () => {
    const { start, portal, clock } = fakeComputer();
    const session = start();
    await session.signIn(input);
    await session.lock();
    portal.failure = 'network-unreachable';
    await expect(session.unlock('a')).rejects.toEqual(failure('wrong-credentials', { attemptsLeft: 2 }));
    await expect(session.unlock('b')).rejects.toEqual(failure('wrong-credentials', { attemptsLeft: 1 }));
    await expect(session.unlock('c')).rejects.toEqual(failure('account-locked', { retryAfter: 300 }));
    await expect(session.unlock(password)).rejects.toEqual(failure('account-locked'));
    await clock.advance(300_000);
    await expect(session.unlock('d')).rejects.toEqual(failure('wrong-credentials', { attemptsLeft: 2 }));
    expect(await session.unlock(password)).toMatchObject({ kind: 'signed-in', online: false });
  });
});

describe('without the portal, and without having stayed signed in', () => {
  const passing = { ...input, staySignedIn: false };

  test('the password opens what is here, and nothing else does', async () => {
    const { start, portal, clock } = fakeComputer();
    const first = start();
    await first.signIn(passing);
    const { key } = first.active.libraryKey;
    portal.failure = 'network-unreachable';
    const session = start();
    expect(await session.start()).toMatchObject({ kind: 'signed-out', username: 'martin' });
    await expect(session.signIn({ ...passing, password: 'a' })).rejects.toEqual(
      failure('wrong-credentials', { attemptsLeft: 2 }),
    );
    expect(await session.signIn(passing)).toMatchObject({
      kind: 'signed-in',
      online: false,
      account: { displayName: 'Madame martin' },
    });
    expect(session.active.libraryKey).toEqual({ key, kept: true });
    // The portal answers: it wants to be told who is there.
    portal.failure = null;
    await clock.advance(3_000);
    expect(session.state).toMatchObject({ kind: 'locked', portalIsBack: true });
    await expect(session.unlockConfirmed(() => Promise.resolve())).rejects.toEqual(failure('not-signed-in'));
    expect(portal.calls).not.toContain('refresh');
    expect(await session.unlock(password)).toMatchObject({ kind: 'signed-in', online: true });
    expect(session.active.libraryKey.key).toEqual(key);
    expect(await session.active.tokens.token()).toBe('access-2 martin');
  });

  test('three wrong ones block for five minutes', async () => {
    const { start, portal } = fakeComputer();
    await start().signIn(passing);
    portal.failure = 'network-unreachable';
    const session = start();
    for (const attempt of ['a', 'b', 'c'])
      await session.signIn({ ...passing, password: attempt }).catch(() => undefined);
    await expect(session.signIn(passing)).rejects.toEqual(failure('account-locked'));
  });

  test('a stranger hears what the portal would not say', async () => {
    const { start, portal } = fakeComputer();
    await start().signIn(passing);
    portal.failure = 'network-unreachable';
    const session = start();
    await expect(session.signIn({ ...passing, username: 'petit' })).rejects.toEqual(
      failure('network-unreachable'),
    );
    expect(session.remembers('e-mage.org')?.portal.name).toBe('e-mage');
    expect(session.remembers('other.example')).toBeNull();
  });

  test('who stayed signed in and signed out needs the password as well', async () => {
    const { start, portal, keychain } = fakeComputer();
    const session = start();
    await session.signIn(input);
    expect(keychain.entries.has(libraryEntry)).toBe(true);
    await session.signOut();
    expect(keychain.entries.has(libraryEntry)).toBe(false);
    portal.failure = 'network-unreachable';
    expect(await session.signIn(input)).toMatchObject({ kind: 'signed-in', online: false });
  });

  test('signing out asks nothing of a portal that has given nothing', async () => {
    const { start, portal } = fakeComputer();
    await start().signIn(passing);
    portal.failure = 'network-unreachable';
    const session = start();
    await session.signIn(passing);
    expect(await session.signOut()).toMatchObject({ kind: 'signed-out' });
    expect(portal.calls).not.toContain('revoke');
  });
});

describe('a password that was changed elsewhere', () => {
  test('asks for the one before, and takes it once', async () => {
    const { start, portal } = fakeComputer();
    const passing = { ...input, staySignedIn: false };
    const first = start();
    await first.signIn(passing);
    const { key } = first.active.libraryKey;
    portal.password = 'another one';
    const session = start();
    const changed = { ...passing, password: 'another one' };
    await expect(session.signIn(changed)).rejects.toEqual(failure('library-password-changed'));
    expect(portal.revoked).toEqual(['refresh-2']);
    expect(session.state).toMatchObject({ kind: 'signed-out' });
    await session.signIn({ ...changed, formerPassword: password });
    expect(session.active.libraryKey.key).toEqual(key);
    expect(await start().signIn(changed)).toMatchObject({ kind: 'signed-in' });
  });

  test('lets go of what nobody can open any more', async () => {
    const { start, portal } = fakeComputer();
    const passing = { ...input, staySignedIn: false };
    const first = start();
    await first.signIn(passing);
    portal.password = 'another one';
    const session = start();
    await session.signIn({ ...passing, password: 'another one', giveUpLocked: true });
    expect(session.active.libraryKey.key).not.toEqual(first.active.libraryKey.key);
  });

  test('asks nothing of who stays signed in', async () => {
    const { start, portal } = fakeComputer();
    await start().signIn(input);
    portal.password = 'another one';
    expect(await start().signIn({ ...input, password: 'another one' })).toMatchObject({ kind: 'signed-in' });
  });
});

test('signing in with the browser keeps no trace of a password, and opens a lock', async () => {
  const { start, keychain, portal } = fakeComputer();
  const session = start();
  const grant = {
    code: 'martin',
    redirectUri: 'http://127.0.0.1:1/callback',
    clientId: 'c',
    codeVerifier: 'v',
  };
  const discovered = await portal.discover(portalAddress);
  await session.signInWithCode(discovered, grant, true);
  expect(JSON.parse(keychain.entries.get(sessionEntry) ?? '')).toMatchObject({ refreshToken: 'refresh-1' });
  expect([...keychain.entries.keys()]).toEqual([sessionEntry, libraryEntry]);
  await session.lock();
  expect(await session.signInWithCode(discovered, grant, true)).toMatchObject({ kind: 'signed-in' });

  await session.signInWithCode(discovered, grant, false);
  await session.lock();
  expect(await session.signInWithCode(discovered, grant, true)).toMatchObject({ remembered: 'not-asked' });
  expect(keychain.entries.has(sessionEntry)).toBe(false);
});

test('who did not want to stay signed in on this computer is not offered it again, until somebody wants to', async () => {
  const { start } = fakeComputer();
  await start().signIn({ ...input, staySignedIn: false });
  expect(await start().start()).toMatchObject({ kind: 'signed-out', notToStay: true });
  const session = start();
  await session.signIn(input);
  const after = await session.signOut();
  expect(after.kind).toBe('signed-out');
  expect(after).not.toHaveProperty('notToStay');
});

describe('several accounts', () => {
  test('are switched without a password where they stay signed in', async () => {
    const { start, portal } = fakeComputer();
    const session = start();
    await session.signIn(input);
    await session.signIn({ ...input, username: 'petit' });
    expect(session.knownAccounts().map(({ username }) => username)).toEqual(['petit', 'martin']);
    expect(portal.revoked).toEqual([]);
    expect(await session.switchTo(martin)).toMatchObject({
      kind: 'signed-in',
      account: { username: 'martin' },
    });
    expect(await session.switchTo(petit)).toMatchObject({
      kind: 'signed-in',
      account: { username: 'petit' },
    });
  });

  test('that are locked are not opened by switching to and fro', async () => {
    const { start } = fakeComputer();
    const session = start();
    await session.signIn({ ...input, username: 'third', staySignedIn: false });
    await session.signIn({ ...input, username: 'petit' });
    await session.signIn(input);
    await session.lock();
    expect(await session.switchTo(petit)).toMatchObject({ kind: 'locked', account: { username: 'petit' } });
    expect(await session.switchTo(martin)).toMatchObject({ kind: 'locked', account: { username: 'martin' } });
    expect(await session.switchTo({ ...martin, username: 'third' })).toMatchObject({ kind: 'signed-out' });
    expect(await session.switchTo(martin)).toMatchObject({ kind: 'locked' });
    expect(await session.unlock(password)).toMatchObject({ kind: 'signed-in' });
    expect(await session.switchTo(petit)).toMatchObject({ kind: 'locked' });
  });

  test('stay signed in behind their password when someone else sits down', async () => {
    const { start, keychain } = fakeComputer();
    const session = start();
    await session.signIn(input);
    expect(await session.leave()).toMatchObject({ kind: 'signed-out', username: 'martin' });
    expect(keychain.entries.has(sessionEntry)).toBe(true);
    expect(session.knownAccounts()).toMatchObject([{ username: 'martin', remembered: true }]);
    expect(await session.switchTo(martin)).toMatchObject({ kind: 'locked' });
    expect(await session.unlock(password)).toMatchObject({ kind: 'signed-in' });
  });

  test('that are erased are known no more when the sign-in page comes', async () => {
    const { start } = fakeComputer();
    const session = start();
    await session.signIn({ ...input, username: 'petit' });
    await session.signIn(input);
    const heard: string[][] = [];
    session.onChange(() => heard.push(session.knownAccounts().map(({ username }) => username)));
    await session.forget(martin);
    expect(heard).toEqual([['petit']]);
  });

  test('ask for the password where they do not', async () => {
    const { start } = fakeComputer();
    const session = start();
    await session.signIn({ ...input, staySignedIn: false });
    await session.signIn({ ...input, username: 'petit' });
    expect(await session.switchTo(martin)).toEqual({
      kind: 'signed-out',
      portalAddress,
      username: 'martin',
      reason: 'signed-out',
    });
  });

  test('can be forgotten with their secrets', async () => {
    const { start, keychain } = fakeComputer();
    const session = start();
    await session.signIn(input);
    await session.signIn({ ...input, username: 'petit' });
    await session.forget(martin);
    expect(session.knownAccounts().map(({ username }) => username)).toEqual(['petit']);
    expect([...keychain.entries.keys()].join()).not.toContain('martin');
    await session.forget(petit);
    expect(session.state).toMatchObject({ kind: 'signed-out' });
    expect(keychain.entries.size).toBe(0);
  });
});

test('changes come one after another, whatever is asked at once', async () => {
  const { start, portal } = fakeComputer();
  const session = start();
  await Promise.all([session.signIn(input), session.lock(), session.signOut(), session.signIn(input)]);
  expect(session.state).toMatchObject({ kind: 'signed-in' });
  expect(portal.refreshTokens.size).toBe(1);
});
