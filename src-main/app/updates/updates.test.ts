import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { UpdateState } from '../../../src-shared/domain/updates.ts';
import { FakeClock, settle } from '../../session/testing.ts';
import { createLog } from '../log.ts';
import { signedText } from './signature.ts';
import { Updates, type Occupation, type Updater } from './updates.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const release = { version: '2.0.0', files: [{ url: 'e-mage-2.0.0.AppImage', sha512: 'aa' }] };
const signature = sign(null, Buffer.from(signedText(release)), privateKey).toString('base64');

function rig(found: Awaited<ReturnType<Updater['look']>> | Error, options: { occupation?: Occupation } = {}) {
  const states: UpdateState[] = [];
  const done: string[] = [];
  const clock = new FakeClock();
  const updater: Updater = {
    look: async () => {
      done.push('look');
      if (found instanceof Error) throw found;
      return found;
    },
    download: async (onProgress) => {
      done.push('download');
      onProgress(0.5);
    },
    replaceAndRestart: () => void done.push('restart'),
  };
  const updates = new Updates({
    updater,
    offBecause: 'build',
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    occupation: () => options.occupation ?? null,
    clock,
    log: createLog(() => undefined),
    onChange: (state) => void states.push(state),
  });
  return { updates, states, done, clock };
}
const signed = { newer: true, version: '2.0.0', release: { ...release, signature } };

describe('updates', () => {
  it('fetches a newer release that is signed, and has it ready', async () => {
    const { updates, states, done } = rig(signed);
    await updates.look();
    expect(states.map(({ kind }) => kind)).toEqual(['checking', 'downloading', 'downloading', 'ready']);
    expect(done).toEqual(['look', 'download']);
    updates.restart();
    expect(done).toEqual(['look', 'download', 'restart']);
  });

  it('fetches nothing that is not signed', async () => {
    const { updates, done } = rig({ ...signed, release: { ...release, signature: 'AAAA' } });
    await updates.look();
    expect(updates.state).toMatchObject({ kind: 'failed', error: { code: 'update-not-trusted' } });
    expect(done).toEqual(['look']);
    expect(() => updates.restart()).toThrow();
  });

  it.each(['viewing', 'working'] as const)('does not restart while %s', async (occupation) => {
    const { updates, done } = rig(signed, { occupation });
    await updates.look();
    const refused = expect.objectContaining({
      error: expect.objectContaining({ code: `update-while-${occupation}` }),
    });
    expect(() => updates.restart()).toThrow(refused);
    expect(done).not.toContain('restart');
  });

  it('does not say that it is current where nobody looked', async () => {
    const { updates } = rig(null);
    expect(await updates.look()).toEqual({ kind: 'off', reason: 'build' });
  });

  it('says when the server cannot be reached, and looks again after six hours', async () => {
    const { updates, done, clock } = rig(new Error('net::ERR_CONNECTION_REFUSED'));
    updates.start();
    await settle();
    expect(updates.state).toMatchObject({ kind: 'failed', error: { code: 'update-failed' } });
    await clock.advance(6 * 3_600_000);
    expect(done).toEqual(['look', 'look']);
  });

  it('says that it is current', async () => {
    const { updates } = rig({ newer: false, version: '1.0.0', release: {} });
    expect(await updates.look()).toMatchObject({ kind: 'current' });
  });

  it('is off where nobody can update this build', async () => {
    const updates = new Updates({
      updater: null,
      offBecause: 'managed',
      publicKey: '',
      occupation: () => null,
      clock: new FakeClock(),
      log: createLog(() => undefined),
      onChange: () => undefined,
    });
    updates.start();
    expect(await updates.look()).toEqual({ kind: 'off', reason: 'managed' });
  });
});
