import { describe, expect, it, vi } from 'vitest';
import type { Slot } from '../../session/memory.ts';
import { fakeComputer, password } from '../../session/testing.ts';
import type { Session } from '../../session/session.ts';
import { EarlyDiscovery, type Said } from './early-discovery.ts';

const portalAddress = 'https://e-mage.org';
/** What this computer remembers from one start to the next. */
function memory(said: Said = null): Slot<Said> {
  return { get: () => said, set: (value) => void (said = value) };
}
const earlyIn = (session: Session, said = memory()): EarlyDiscovery => new EarlyDiscovery(session, said);
const asked = (calls: readonly string[]): number => calls.filter((call) => call === 'discover').length;

describe('the question that is asked before the sign-in page is', () => {
  it('is answered to the page once, and asked anew after that', async () => {
    const { start, portal } = fakeComputer();
    const session = start();
    await session.start();
    const early = earlyIn(session);
    early.ask();
    expect(asked(portal.calls)).toBe(1);
    expect(
      await early.discover(session.state.kind === 'signed-out' ? session.state.portalAddress : ''),
    ).toEqual(await session.discover(portalAddress));
    expect(asked(portal.calls)).toBe(2);
    await early.discover(portalAddress);
    expect(asked(portal.calls)).toBe(3);
  });

  it('is asked before anything of the session was read, of the portal where somebody was last, and once', async () => {
    const { start, portal } = fakeComputer();
    const session = start();
    await session.signIn({
      portalAddress: 'https://other.example',
      username: 'Martin',
      password,
      staySignedIn: false,
    });
    const again = start();
    expect(again.staysSignedIn).toBe(false);
    const before = asked(portal.calls);
    const early = earlyIn(again);
    early.ask();
    await again.start();
    early.ask();
    expect(again.state).toMatchObject({ kind: 'signed-out', portalAddress: 'https://other.example' });
    expect((await early.discover('https://other.example')).portal.address).toBe('https://other.example');
    expect(asked(portal.calls)).toBe(before + 1);
  });

  it('need not be asked where an account stays signed in, which is known before it is taken up', async () => {
    const { start } = fakeComputer();
    await start().signIn({ portalAddress, username: 'Martin', password, staySignedIn: true });
    const again = start();
    expect(again.staysSignedIn).toBe(true);
    expect((await again.start()).kind).toBe('signed-in');
  });

  it('knows which portal a page shows, whose support is written to', async () => {
    const { start } = fakeComputer();
    const early = earlyIn(start());
    const { portal } = await early.discover(portalAddress);
    expect(early.shown).toBeNull();
    early.show(portal);
    expect(early.shown).toBe(portal);
    early.show(null);
    expect(early.shown).toBeNull();
  });

  it('is no answer for another portal, nor for later', async () => {
    const { start, portal } = fakeComputer();
    const session = start();
    const early = earlyIn(session, { get: () => null, set: () => undefined });
    early.ask();
    expect((await early.discover('https://other.example')).portal.address).toBe('https://other.example');
    early.ask();
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 60_000);
    await early.discover(portalAddress);
    vi.restoreAllMocks();
    expect(asked(portal.calls)).toBe(4);
  });

  it('waits until the page is seen where it can be drawn with what the portal said the last time', async () => {
    const { start, portal } = fakeComputer();
    const said = memory();
    const first = earlyIn(start(), said);
    first.ask();
    const { portal: found } = await first.discover(portalAddress);
    const again = earlyIn(start(), said);
    expect(again.lastSaid(portalAddress)).toEqual(found);
    expect(again.lastSaid('https://other.example')).toBeNull();
    const before = asked(portal.calls);
    again.ask();
    expect(asked(portal.calls)).toBe(before);
    await again.discover(portalAddress);
    expect(asked(portal.calls)).toBe(before + 1);
  });

  it('leaves no trace of a portal that a link or a typed address leads to, and writes nothing that is known', async () => {
    const { start } = fakeComputer();
    const said = memory();
    const early = earlyIn(start(), said);
    await early.discover('https://other.example');
    expect(said.get()).toBeNull();
    await early.discover(portalAddress);
    const set = vi.spyOn(said, 'set');
    await early.discover(portalAddress);
    expect(set).not.toHaveBeenCalled();
  });

  it('is not asked where somebody is signed in, and its failure is told to who asks for it alone', async () => {
    const { start, portal } = fakeComputer();
    const session = start();
    const early = earlyIn(session);
    portal.failure = 'network-unreachable';
    early.ask();
    await expect(early.discover(portalAddress)).rejects.toMatchObject({
      error: { code: 'network-unreachable' },
    });
    portal.failure = null;
    await session.signIn({ portalAddress, username: 'Martin', password, staySignedIn: true });
    const before = asked(portal.calls);
    early.ask();
    expect(asked(portal.calls)).toBe(before);
  });
});
