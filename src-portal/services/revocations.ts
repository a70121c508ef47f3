import { EventEmitter } from 'node:events';

/** Tells downloads under way that some right came to an end, so that they ask again at once. */
export interface Revocations {
  announce(): void;
  /** Calls `check` on every announcement and, for what another process did, every few seconds. Answers how to stop. */
  watch(check: () => void): () => void;
}

const pollSeconds = 5;

export function createRevocations(): Revocations {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  let timer: NodeJS.Timeout | undefined;
  return {
    // After the transaction that is being written has ended, in which the announcer stands.
    announce: () => void setTimeout(() => emitter.emit('revoked'), 20),
    watch(check) {
      emitter.on('revoked', check);
      timer ??= setInterval(() => emitter.emit('revoked'), pollSeconds * 1000).unref();
      return () => {
        emitter.off('revoked', check);
        if (emitter.listenerCount('revoked') === 0) {
          clearInterval(timer);
          timer = undefined;
        }
      };
    },
  };
}
