import { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

interface Patience {
  /** Milliseconds for a small body to come in. */
  readonly body: number;
  /** Milliseconds that a body may go on after its answer. */
  readonly rest: number;
}

/**
 * Ends connections whose body trickles in (slow loris): small bodies are there within seconds. A body that a route reads
 * as a stream (`config.streamsBody`) may take as long as something comes.
 */
export function endSlowSenders(app: FastifyInstance, patience: Patience): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const { raw, routeOptions } = request;
    if (!raw.complete && !routeOptions.config.streamsBody) {
      const timer = setTimeout(() => raw.destroy(), patience.body);
      raw.once('end', () => clearTimeout(timer));
      raw.once('close', () => clearTimeout(timer));
    }
    done();
  });
  app.addHook('onResponse', (request, _reply, done) => {
    const { raw } = request;
    const { socket } = raw;
    // What the portal asks of itself (sign-in by browser) comes over no connection, and is never called complete.
    if (!raw.complete && socket instanceof Socket && !socket.destroyed) {
      // A portal that ends does not wait for it.
      const timer = setTimeout(() => socket.destroy(), patience.rest).unref();
      const over = (): void => {
        clearTimeout(timer);
        // The socket outlives many requests.
        socket.off('close', over);
      };
      socket.once('close', over);
      raw.once('end', over);
    }
    done();
  });
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route reads its body as it comes. */
    streamsBody?: boolean;
  }
}
