import type { IncomingMessage, ServerResponse } from 'node:http';

// A client that is still sending may read its answer only when it is done; more than this is not waited for.
const patience = 64 * 1024 * 1024;

/** After the answer: takes what is left of a body that was refused, or ends the connection where that is much. */
export function discardRest(request: IncomingMessage, response: ServerResponse): void {
  request.on('error', () => undefined);
  response.once('finish', () => {
    if (request.readableEnded || request.destroyed) return;
    let discarded = 0;
    request.unpipe();
    request.on('data', (chunk: Buffer) => {
      discarded += chunk.length;
      if (discarded > patience) request.destroy();
    });
    request.resume();
  });
}
