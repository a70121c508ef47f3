import { describe, expect, it, vi } from 'vitest';
import { fakeComputer, password } from '../../session/testing.ts';
import { EarlyDiscovery } from './early-discovery.ts';

const portalAddress = 'https://e-mage.org';
const asked = (calls: readonly string[]): number => calls.filter((call) => call === 'discover').length;

describe('the question that is asked before the sign-in page is', () => {
  it('is answered to the page once, and asked anew after that', async () => {
    const { start, portal } = fakeComputer();
    const session = start();
    await session.start();
    const early = new EarlyDiscovery(session);
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
    const early = new EarlyDiscovery(again);
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

  it('is no answer for another portal, nor for later', async () => {
    const { start, portal } = fakeComputer();
    const session = start();
    const early = new EarlyDiscovery(session);
    early.ask();
    expect((await early.discover('https://other.example')).portal.address).toBe('https://other.example');
    early.ask();
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 60_000);
    await early.discover(portalAddress);
    vi.restoreAllMocks();
    expect(asked(portal.calls)).toBe(4);
  });

  it('is not asked where somebody is signed in, and its failure is told to who asks for it alone', async () => {
    const { start, portal } = fakeComputer();
    const session = start();
    const early = new EarlyDiscovery(session);
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
