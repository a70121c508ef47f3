import type { FastifyInstance, FastifyServerOptions } from 'fastify';

type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';

/** JSON lines on standard error: standard output belongs to the ready line. */
export const loggerOptions = (
  level: LogLevel,
): Exclude<FastifyServerOptions['logger'], boolean | undefined> => ({
  level,
  stream: process.stderr,
  serializers: {
    // No URL, no header: they hold names sought, UIDs and tokens.
    req: (request) => ({ method: request.method }),
    err: (error: Error) => ({
      type: error.name,
      message: 'code' in error ? String(error.code) : 'see stack',
      stack: framesOf(error),
    }),
  },
});

/** Where it happened, without the message: a database's message may quote a value. */
const framesOf = (error: Error): string => (error.stack ?? '').split('\n').slice(1).join('\n');

/** One line a request: what was asked by its pattern, never with its values. */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        ...(request.principal && { kind: request.principal.kind }),
      },
      'request',
    );
  });
}
