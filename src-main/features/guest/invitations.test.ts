import { describe, expect, test } from 'vitest';
import type { Invitation } from '../../../src-shared/domain/invitation.ts';
import { accessCode, fakeComputer, password, shareEnd } from '../../session/testing.ts';
import { Invitations } from './invitations.ts';
import { VisitWatch } from './visit-watch.ts';

const portalAddress = 'https://portail.example';
const link = { kind: 'share', portalAddress, token: 'abcdefghijklmnopqrstuvwxyz' } as const;

function set() {
  const computer = fakeComputer();
  const session = computer.start();
  const shown: (Invitation | null)[] = [];
  const invitations = new Invitations(session);
  invitations.onChange((invitation) => shown.push(invitation));
  const watch = new VisitWatch(session, computer.clock);
  session.onChange(() => watch.follow());
  return { ...computer, session, shown, invitations };
}

describe('a link', () => {
  test('shows where it leads before anything is asked there', () => {
    const { invitations, portal, shown } = set();
    invitations.receive(link);
    expect(shown).toEqual([{ kind: 'share', link: 1, portalAddress, isKnown: false, again: false }]);
    expect(JSON.stringify(shown)).not.toContain(link.token);
    expect(portal.calls).toEqual([]);
  });

  test('followed after another of the same portal is another invitation', () => {
    const { invitations, shown } = set();
    invitations.receive(link);
    invitations.receive(link);
    expect(shown).toMatchObject([{ link: 1 }, { link: 2 }]);
  });

  test('that is broken says so, and can be laid aside', () => {
    const { invitations } = set();
    invitations.receive({ kind: 'broken' });
    expect(invitations.current).toEqual({ kind: 'broken' });
    invitations.dismiss();
    expect(invitations.current).toBeNull();
  });

  test('laid aside opens nothing any more', async () => {
    const { invitations, portal } = set();
    invitations.receive(link);
    invitations.dismiss();
    await expect(invitations.enter(accessCode)).rejects.toMatchObject({ error: { code: 'link-broken' } });
    expect(portal.calls).toEqual([]);
  });

  test('stays after a wrong code, and is gone after the right one', async () => {
    const { invitations } = set();
    invitations.receive(link);
    await expect(invitations.enter('x')).rejects.toMatchObject({ error: { code: 'access-code-wrong' } });
    expect(invitations.current).toMatchObject({ kind: 'share' });
    expect(await invitations.enter(accessCode)).toMatchObject({ account: { kind: 'guest' } });
    expect(invitations.current).toBeNull();
  });

  test('at a portal where this computer was before needs no confirmation', async () => {
    const { invitations, session } = set();
    await session.signIn({ portalAddress, username: 'm', password, staySignedIn: false });
    invitations.receive(link);
    expect(invitations.current).toMatchObject({ isKnown: true });
  });
});

describe('a visit that is over', () => {
  test('for want of anybody there asks for the code again', async () => {
    const { invitations, session } = set();
    invitations.receive(link);
    await invitations.enter(accessCode);
    await session.lock();
    expect(invitations.current).toEqual({
      kind: 'share',
      link: 1,
      portalAddress,
      isKnown: true,
      again: true,
    });
    expect(await invitations.enter(accessCode)).toMatchObject({ account: { kind: 'guest' } });
  });

  test('as the person wished says nothing', async () => {
    const { invitations, session } = set();
    invitations.receive(link);
    await invitations.enter(accessCode);
    await session.signOut();
    expect(invitations.current).toBeNull();
    await expect(invitations.enter(accessCode)).rejects.toMatchObject({ error: { code: 'link-broken' } });
  });

  test('because its time came says so, also without a network', async () => {
    const { invitations, clock, portal, session } = set();
    invitations.receive(link);
    await invitations.enter(accessCode);
    portal.failure = 'network-unreachable';
    await clock.advance(Date.parse(shareEnd) - clock.now() + 20_000);
    expect(session.state.kind).toBe('signed-out');
    expect(invitations.current).toEqual({ kind: 'over', end: 'expired' });
  });
});
