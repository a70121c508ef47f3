import { MessageChannelMain } from 'electron';
import { AppFailure } from '../../../src-shared/errors.ts';
import {
  byteAnswerSchema,
  type ByteRequest,
  type InstanceRef,
} from '../../../src-shared/ipc/byte-channel.ts';
import type { LibraryClient } from '../../library/client.ts';

/** After everything that a person waits for (byte-channel.ts). */
const priority = 800_000;

export interface InstanceReader {
  /** A whole instance, from this computer or through it from the portal. */
  read(ref: InstanceRef): Promise<Uint8Array>;
  close(): void;
}

/** Reads as a viewer window does, over a byte channel of its own. */
export function readInstances(client: Pick<LibraryClient, 'connectViewer'>): InstanceReader {
  const { port1, port2 } = new MessageChannelMain();
  const waiting = new Map<number, { resolve: (bytes: Uint8Array) => void; reject: (error: Error) => void }>();
  const giveUp = (): void => {
    for (const { reject } of waiting.values()) reject(new AppFailure('internal', 'the library went away'));
    waiting.clear();
  };
  let nextId = 0;
  port2.on('message', ({ data }) => {
    const answer = byteAnswerSchema.safeParse(data);
    if (!answer.success) return;
    const { id } = answer.data;
    const asker = waiting.get(id);
    waiting.delete(id);
    if (answer.data.kind === 'bytes') asker?.resolve(new Uint8Array(answer.data.bytes));
    else asker?.reject(new AppFailure(answer.data.error.code, answer.data.error.message));
  });
  port2.on('close', giveUp);
  port2.start();
  client.connectViewer(port1);
  return {
    read: (ref) =>
      new Promise((resolve, reject) => {
        const id = nextId++;
        waiting.set(id, { resolve, reject });
        port2.postMessage({ kind: 'get', id, ref, priority } satisfies ByteRequest);
      }),
    close: () => {
      giveUp();
      port2.close();
    },
  };
}
