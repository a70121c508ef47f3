import { AppFailure } from '../../../src-shared/errors.ts';
import {
  byteAnswerSchema,
  type ByteRequest,
  type InstanceRef,
} from '../../../src-shared/ipc/byte-channel.ts';

/** The part of a MessagePort that the client needs. */
export interface BytePort {
  postMessage(message: ByteRequest): void;
  onmessage: ((event: MessageEvent) => unknown) | null;
  close(): void;
}

interface Pending {
  readonly ref: InstanceRef;
  priority: number;
  readonly resolve: (bytes: ArrayBuffer) => void;
  readonly reject: (failure: AppFailure) => void;
}

export interface ByteTicket {
  readonly bytes: Promise<ArrayBuffer>;
  reprioritise(priority: number): void;
  cancel(): void;
}

/** Asks the library process for instances over the byte channel (src-shared/ipc/byte-channel.ts). */
export class ByteClient {
  private port: BytePort | null = null;
  private readonly pending = new Map<number, Pending>();
  private next = 0;
  private closed = false;

  /** The first port, or another after the library was restarted: what was asked for is asked again. */
  connect(port: BytePort): void {
    if (this.port !== null) {
      this.port.onmessage = null;
      this.port.close();
    }
    this.port = port;
    port.onmessage = (event) => this.receive(event.data);
    for (const [id, { ref, priority }] of this.pending) port.postMessage({ kind: 'get', id, ref, priority });
  }

  /** Lower numbers first. Errors: those of the answer, and `cancelled`. */
  get(ref: InstanceRef, priority: number): ByteTicket {
    const id = this.next;
    this.next += 1;
    const bytes = new Promise<ArrayBuffer>((resolve, reject) => {
      if (this.closed) {
        reject(new AppFailure('cancelled', 'the viewer is closed'));
        return;
      }
      this.pending.set(id, { ref, priority, resolve, reject });
      this.port?.postMessage({ kind: 'get', id, ref, priority });
    });
    return {
      bytes,
      reprioritise: (changed) => {
        const pending = this.pending.get(id);
        if (pending === undefined || pending.priority === changed) return;
        pending.priority = changed;
        this.port?.postMessage({ kind: 'reprioritise', id, priority: changed });
      },
      cancel: () => {
        const pending = this.pending.get(id);
        if (pending === undefined) return;
        this.pending.delete(id);
        this.port?.postMessage({ kind: 'cancel', id });
        pending.reject(new AppFailure('cancelled', 'no longer wanted'));
      },
    };
  }

  close(): void {
    this.closed = true;
    for (const { reject } of this.pending.values())
      reject(new AppFailure('cancelled', 'the viewer is closed'));
    this.pending.clear();
    this.port?.close();
    this.port = null;
  }

  private receive(data: unknown): void {
    const parsed = byteAnswerSchema.safeParse(data);
    if (!parsed.success) return;
    const answer = parsed.data;
    const pending = this.pending.get(answer.id);
    if (pending === undefined) return;
    this.pending.delete(answer.id);
    if (answer.kind === 'bytes') pending.resolve(answer.bytes);
    else {
      const { code, message, ...details } = answer.error;
      pending.reject(new AppFailure(code, message, details));
    }
  }
}
