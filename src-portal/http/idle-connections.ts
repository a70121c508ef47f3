import type { Server as HttpServer } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

const nameOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`;

/**
 * When the portal ends, so do connections on which nothing is under way. Node's own end misses two kinds, and would wait for
 * them: those on which nothing was ever asked (browsers open some ahead), and those whose answer ends later.
 */
export function endIdleConnections(app: FastifyInstance): void {
  const server: HttpServer = app.server;
  const neverAsked = new Map<string, Socket>();
  let ending = false;
  // Beneath TLS it is the bare connection, whose handshake may never come either.
  server.on('connection', (socket: Socket) => {
    const name = nameOf(socket);
    neverAsked.set(name, socket);
    socket.once('close', () => neverAsked.delete(name));
  });
  app.addHook('onRequest', (request, _reply, done) => {
    neverAsked.delete(nameOf(request.raw.socket));
    done();
  });
  app.addHook('onResponse', (_request, _reply, done) => {
    // In the next turn the connection counts as idle.
    if (ending) setImmediate(() => server.closeIdleConnections());
    done();
  });
  app.addHook('preClose', (done) => {
    ending = true;
    for (const socket of neverAsked.values()) socket.destroy();
    done();
  });
}
