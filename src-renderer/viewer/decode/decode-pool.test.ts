import { afterEach, describe, expect, it, vi } from 'vitest';
import { DecodePool, type DecodeWorker } from './decode-pool.ts';
import type { AnswerMessage, TaskMessage } from './messages.ts';

class FakeWorker implements DecodeWorker {
  readonly tasks: TaskMessage[] = [];
  terminated = false;
  onmessage: ((event: MessageEvent<AnswerMessage>) => unknown) | null = null;
  onerror: ((event: ErrorEvent) => unknown) | null = null;
  postMessage(message: TaskMessage): void {
    this.tasks.push(message);
  }
  terminate(): void {
    this.terminated = true;
  }
  answer(message: AnswerMessage): void {
    this.onmessage?.({ data: message } as MessageEvent<AnswerMessage>);
  }
}

const thumbnail = { width: 1, height: 1, pixels: new Uint8ClampedArray(4) };
const task = { kind: 'thumbnail', file: new ArrayBuffer(0), longest: 8 } as const;

const poolOf = (size: number): { pool: DecodePool; workers: FakeWorker[] } => {
  const workers: FakeWorker[] = [];
  const start = (): FakeWorker => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker;
  };
  return { pool: new DecodePool({ size, timeLimit: 1000, start }), workers };
};

afterEach(() => vi.useRealTimers());

describe('DecodePool', () => {
  it('gives each worker one task at a time', async () => {
    const { pool, workers } = poolOf(1);
    const [first, second] = [pool.run(task), pool.run(task)];
    expect(workers[0]!.tasks).toHaveLength(1);
    workers[0]!.answer({ id: 0, ok: true, value: thumbnail });
    await first;
    expect(workers[0]!.tasks).toHaveLength(2);
    workers[0]!.answer({ id: 1, ok: false, error: { code: 'instance-damaged', message: 'x' } });
    await expect(second).rejects.toMatchObject({ error: { code: 'instance-damaged' } });
  });

  it('replaces a worker that hangs, and goes on', async () => {
    vi.useFakeTimers();
    const { pool, workers } = poolOf(1);
    const hung = pool.run(task);
    const next = pool.run(task);
    const refused = expect(hung).rejects.toMatchObject({ error: { code: 'instance-damaged' } });
    vi.advanceTimersByTime(1000);
    await refused;
    expect(workers[0]!.terminated).toBe(true);
    workers[1]!.answer({ id: 1, ok: true, value: thumbnail });
    await expect(next).resolves.toEqual(thumbnail);
  });

  it('replaces a worker that crashes', async () => {
    const { pool, workers } = poolOf(1);
    const crashed = pool.run(task);
    workers[0]!.onerror?.({} as ErrorEvent);
    await expect(crashed).rejects.toMatchObject({ error: { code: 'instance-damaged' } });
    void pool.run(task).catch(() => undefined);
    expect(workers).toHaveLength(2);
  });

  it('closes with everything in it', async () => {
    const { pool, workers } = poolOf(1);
    const both = [pool.run(task), pool.run(task)];
    pool.close();
    for (const each of both) await expect(each).rejects.toMatchObject({ error: { code: 'cancelled' } });
    expect(workers[0]!.terminated).toBe(true);
  });
});
