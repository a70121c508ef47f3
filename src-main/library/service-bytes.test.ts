import { describe, expect, test } from 'vitest';
import { AppFailure } from '../../src-shared/errors.ts';
import type { ByteAnswer } from '../../src-shared/ipc/byte-channel.ts';
import { type ServiceRig, eventually, rigForEach } from './service-rig.ts';
import { dicomFile, gate, refOf } from './testing.ts';

let rig: ServiceRig;
rigForEach((next) => (rig = next));

describe('the byte channel', () => {
  test('answers each request once, with the bytes or the reason', async () => {
    rig.source.instead = (uid) => (uid === '1.2.3.1.2' ? Buffer.from('<html>') : null);
    await rig.open();
    const { port, answers } = rig.viewer();
    port.postMessage({ kind: 'get', id: 1, ref: refOf('exam', 1), priority: 0 });
    port.postMessage({ kind: 'get', id: 2, ref: refOf('exam', 2), priority: 0 });
    port.postMessage({
      kind: 'get',
      id: 3,
      ref: { ...refOf('exam', 3), sopInstanceUid: '../../../etc' },
      priority: 0,
    });
    port.postMessage({ kind: 'nonsense' });
    await eventually(() => answers.length).toBe(3);
    const of = (id: number): ByteAnswer | undefined => answers.find((answer) => answer.id === id);
    const first = of(1);
    expect(first?.kind === 'bytes' && Buffer.from(first.bytes).equals(dicomFile('1.2.3.1.1'))).toBe(true);
    expect(of(2)).toMatchObject({ kind: 'failed', error: { code: 'instance-not-dicom' } });
    expect(of(3)).toMatchObject({ kind: 'failed', error: { code: 'invalid-request' } });
    port.close();
  });

  test('forgets what is cancelled, and all of a window that closes', async () => {
    const hold = gate();
    rig.source.before = (what) => (what.startsWith('1.') ? hold.passed : undefined);
    await rig.open();
    const { port, answers } = rig.viewer();
    for (const n of [1, 2, 3]) port.postMessage({ kind: 'get', id: n, ref: refOf('exam', n), priority: n });
    await eventually(() => rig.source.underWay).toBe(3);
    port.postMessage({ kind: 'cancel', id: 2 });
    await eventually(() => rig.source.aborted).toBe(1);
    port.close();
    await eventually(() => rig.source.aborted).toBe(3);
    hold.open();
    await eventually(() => rig.source.underWay).toBe(0);
    expect(answers).toEqual([]);
  });

  test('has main told of an image that did not come through to the portal, and of no other failure', async () => {
    await rig.open();
    rig.source.instead = () => Buffer.from('<html>');
    expect(await rig.get(refOf('exam', 1))).toMatchObject({ error: { code: 'instance-not-dicom' } });
    expect(rig.unreached).toBe(0);
    rig.source.instead = () => null;
    rig.source.before = () => Promise.reject(new AppFailure('network-unreachable', 'no way'));
    expect(await rig.get(refOf('exam', 2))).toMatchObject({ error: { code: 'network-unreachable' } });
    expect(rig.unreached).toBeGreaterThan(0);
  });

  test('has main told of an image that breaks off on its way', async () => {
    await rig.open();
    rig.source.breaksAfter = 0;
    expect(await rig.get(refOf('exam', 1))).toMatchObject({ error: { code: 'network-unreachable' } });
    expect(rig.unreached).toBeGreaterThan(0);
  });

  test('says so when no library is open', async () => {
    expect(await rig.get(refOf('exam', 1))).toMatchObject({
      kind: 'failed',
      error: { code: 'not-signed-in' },
    });
  });
});
