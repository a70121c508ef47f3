import { describe, expect, it } from 'vitest';
import type { ByteRequest } from '../../../src-shared/ipc/byte-channel.ts';
import { ByteClient, type BytePort } from './byte-client.ts';

const ref = { examId: 'e', studyInstanceUid: '1.2', seriesInstanceUid: '1.2.3', sopInstanceUid: '1.2.3.4' };

class FakePort implements BytePort {
  readonly sent: ByteRequest[] = [];
  closed = false;
  onmessage: ((event: MessageEvent) => unknown) | null = null;
  postMessage(message: ByteRequest): void {
    this.sent.push(message);
  }
  close(): void {
    this.closed = true;
  }
  answer(data: unknown): void {
    this.onmessage?.({ data } as MessageEvent);
  }
}

const connected = (): { client: ByteClient; port: FakePort } => {
  const client = new ByteClient();
  const port = new FakePort();
  client.connect(port);
  return { client, port };
};

describe('ByteClient', () => {
  it('asks, and gives what is answered', async () => {
    const { client, port } = connected();
    const ticket = client.get(ref, 3);
    expect(port.sent).toEqual([{ kind: 'get', id: 0, ref, priority: 3 }]);
    port.answer({ kind: 'bytes', id: 0, bytes: new ArrayBuffer(4) });
    expect((await ticket.bytes).byteLength).toBe(4);
  });

  it('passes on why something failed', async () => {
    const { client, port } = connected();
    const ticket = client.get(ref, 0);
    port.answer({ kind: 'failed', id: 0, error: { code: 'network-unreachable', message: 'x' } });
    await expect(ticket.bytes).rejects.toMatchObject({ error: { code: 'network-unreachable' } });
  });

  it('cancels, and does not mind an answer that comes all the same', async () => {
    const { client, port } = connected();
    const ticket = client.get(ref, 0);
    ticket.cancel();
    await expect(ticket.bytes).rejects.toMatchObject({ error: { code: 'cancelled' } });
    expect(port.sent.at(-1)).toEqual({ kind: 'cancel', id: 0 });
    port.answer({ kind: 'bytes', id: 0, bytes: new ArrayBuffer(4) });
  });

  it('says a changed priority once', () => {
    const { client, port } = connected();
    const ticket = client.get(ref, 5);
    ticket.reprioritise(5);
    ticket.reprioritise(1);
    expect(port.sent.slice(1)).toEqual([{ kind: 'reprioritise', id: 0, priority: 1 }]);
  });

  it('asks again over a new port, after the library was restarted', async () => {
    const { client, port } = connected();
    const ticket = client.get(ref, 2);
    const next = new FakePort();
    client.connect(next);
    expect(port.closed).toBe(true);
    expect(next.sent).toEqual([{ kind: 'get', id: 0, ref, priority: 2 }]);
    next.answer({ kind: 'bytes', id: 0, bytes: new ArrayBuffer(1) });
    await expect(ticket.bytes).resolves.toBeInstanceOf(ArrayBuffer);
  });

  it('ignores what is no answer', () => {
    const { port } = connected();
    for (const data of [null, 'x', { kind: 'bytes', id: 0 }, { kind: 'bytes', id: -1, bytes: 'no' }])
      port.answer(data);
  });
});
