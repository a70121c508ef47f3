import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { AddressInfo } from 'node:net';

/** A way to a server on this computer that lets so many bytes a second pass, all connections together. */
export async function slowLink(
  port: number,
  bytesPerSecond: number,
): Promise<{ port: number; dispose: () => Promise<void> }> {
  const sockets = new Set<Socket>();
  /** When what was let through so far will all have passed. */
  let busyUntil = 0;
  const carry = async (from: Socket, to: Socket): Promise<void> => {
    for await (const piece of from as AsyncIterable<Buffer>) {
      const now = performance.now();
      busyUntil = Math.max(now, busyUntil) + (piece.byteLength / bytesPerSecond) * 1000;
      // Timers are no finer than that.
      if (busyUntil - now > 4) await delay(busyUntil - now);
      to.write(piece);
    }
    to.end();
  };
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.once('close', () => sockets.delete(socket));
    }
    near.pipe(far);
    carry(far, near).catch(() => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    dispose: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
