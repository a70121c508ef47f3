import { z } from 'zod';
import { AppFailure, type AppError } from '../../src-shared/errors.ts';
import { byteRequestSchema, type ByteAnswer, type ByteRequest } from '../../src-shared/ipc/byte-channel.ts';
import type { Reprioritise } from './fetching/fetcher.ts';
import type { Images } from './fetching/images.ts';

/** Electron's MessagePortMain, or one of Node's in tests. */
export interface BytePort {
  postMessage(message: ByteAnswer): void;
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
}

interface UnderWay {
  readonly abort: AbortController;
  reprioritise: Reprioritise;
}

// A request that is none is answered too, where it says who asks.
const namedSchema = z.object({ id: z.number().int().nonnegative() });

/** Serves a viewer window: answers each `get` once, with the bytes or with a coded failure; a closed window waits for nothing. */
export function serveBytes(port: BytePort, images: (examId: string) => Promise<Images>): void {
  const underWay = new Map<number, UnderWay>();

  const get = async (request: Extract<ByteRequest, { kind: 'get' }>): Promise<void> => {
    const { id, ref, priority } = request;
    if (underWay.has(id)) return;
    const mine: UnderWay = { abort: new AbortController(), reprioritise: () => undefined };
    underWay.set(id, mine);
    try {
      const library = await images(ref.examId);
      const wish = { priority, signal: mine.abort.signal };
      const bytes = await library.get(ref, wish, (change) => (mine.reprioritise = change));
      if (!mine.abort.signal.aborted) port.postMessage({ kind: 'bytes', id, bytes });
      // What was posted is a copy. Given back now, and not when the garbage collector comes by, the next lies in the same pages.
      bytes.transfer(0);
    } catch (error) {
      // Whoever cancelled knows it.
      if (!mine.abort.signal.aborted) port.postMessage({ kind: 'failed', id, error: asError(error) });
    } finally {
      underWay.delete(id);
    }
  };

  port.onMessage((message) => {
    const parsed = byteRequestSchema.safeParse(message);
    if (!parsed.success) {
      const named = namedSchema.safeParse(message);
      const error: AppError = { code: 'invalid-request', message: 'no request of the byte channel' };
      if (named.success) port.postMessage({ kind: 'failed', id: named.data.id, error });
      return;
    }
    const request = parsed.data;
    switch (request.kind) {
      case 'get':
        void get(request);
        return;
      case 'reprioritise':
        underWay.get(request.id)?.reprioritise(request.priority);
        return;
      case 'cancel':
        underWay.get(request.id)?.abort.abort();
    }
  });
  port.onClose(() => {
    for (const { abort } of underWay.values()) abort.abort();
  });
}

const asError = (error: unknown): AppError =>
  error instanceof AppFailure ? error.error : { code: 'internal', message: 'reading an instance failed' };
