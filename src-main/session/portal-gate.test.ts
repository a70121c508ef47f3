import { expect, test, vi } from 'vitest';
import type { SessionState } from '../../src-shared/domain/session.ts';
import { PortalGate } from './portal-gate.ts';

const known = 'https://e-mage.org';
const strange = 'https://strange.example';

function gateOf({ answer = false, invited = null as string | null } = {}) {
  let tell: (state: SessionState) => void = () => undefined;
  const session = {
    state: { kind: 'signed-out' } as SessionState,
    onChange: (listener: typeof tell) => {
      tell = listener;
      return () => undefined;
    },
    knowsPortal: (address: string) => address === known,
  };
  const confirm = vi.fn(() => Promise.resolve(answer));
  const gate = new PortalGate({ session, invited: () => invited, confirm });
  const become = (kind: SessionState['kind']): void => {
    session.state = { kind } as SessionState;
    tell(session.state);
  };
  return { gate, confirm, become };
}

test('before anything was shown, whoever signs in types any address', async () => {
  const { gate, confirm } = gateOf();
  await gate.pass('strange.example', 1);
  expect(confirm).not.toHaveBeenCalled();
});

test('after that, an unknown portal is confirmed, also when its person has left', async () => {
  const { gate, confirm, become } = gateOf();
  become('signed-in');
  become('signed-out');
  await expect(gate.pass('Strange.example/page?x=1', 7)).rejects.toMatchObject({
    error: { code: 'cancelled' },
  });
  expect(confirm).toHaveBeenCalledWith(strange, 7);
  await gate.pass(known, 7);
  await gate.pass('e-mage.org', 7);
  expect(confirm).toHaveBeenCalledTimes(1);
});

test('one that was confirmed is asked about once, however many ask', async () => {
  const { gate, confirm, become } = gateOf({ answer: true });
  become('signed-in');
  await Promise.all([gate.pass(strange, 1), gate.pass(`${strange}/`, 1)]);
  await gate.pass(strange, 1);
  expect(confirm).toHaveBeenCalledTimes(1);
  // A name before it is another computer.
  await gate.pass('https://data.strange.example', 1);
  expect(confirm).toHaveBeenCalledTimes(2);
});

test('the portal of a link that was followed is the one that is meant', async () => {
  const { gate, confirm, become } = gateOf({ invited: strange });
  become('signed-in');
  await gate.pass(strange, 1);
  expect(confirm).not.toHaveBeenCalled();
});

test('what is no address is left to who says so', async () => {
  const { gate, confirm, become } = gateOf();
  become('signed-in');
  await gate.pass('http://example.org', 1);
  await gate.pass('::', 1);
  expect(confirm).not.toHaveBeenCalled();
});
