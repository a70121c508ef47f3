import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { endSlowSenders } from './slow-senders.ts';

let app: FastifyInstance;
let port: number;
beforeAll(async () => {
  app = Fastify();
  endSlowSenders(app, { body: 300, rest: 300 });
  app.post('/small', (request) => request.body);
  app.addContentTypeParser('application/octet-stream', (_request, _payload, done) => done(null));
  app.post('/stream', { config: { streamsBody: true } }, async (request) => {
    let length = 0;
    for await (const chunk of request.raw as AsyncIterable<Buffer>) length += chunk.length;
    return { length };
  });
  app.post('/refused', { config: { streamsBody: true } }, (_request, reply) => reply.code(403).send('no'));
  port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
});
afterAll(() => app.close());

/** Sends the head of a request that announces ten bytes, and one of them now and then. */
async function trickle(
  path: string,
  type: string,
  every: number,
): Promise<{ socket: Socket; answer: string }> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(`POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Type: ${type}\r\nContent-Length: 10\r\n\r\n`);
  let sent = 0;
  const timer = setInterval(() => {
    if (sent++ < 10) socket.write('1');
    else socket.end();
  }, every);
  await once(socket, 'close');
  clearInterval(timer);
  return { socket, answer };
}

it('ends a connection whose small body does not come', async () => {
  expect((await trickle('/small', 'application/json', 200)).answer).not.toContain('200 OK');
});

it('takes a stream as long as something comes', async () => {
  expect((await trickle('/stream', 'application/octet-stream', 60)).answer).toContain('{"length":10}');
});

it('waits for the rest of a refused body no longer than it must', async () => {
  const { answer } = await trickle('/refused', 'application/octet-stream', 500);
  expect(answer).toContain('403');
});

it('keeps no time for a sender who has gone', async () => {
  const before = process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(
    'POST /refused HTTP/1.1\r\nHost: a\r\nContent-Type: application/octet-stream\r\nContent-Length: 10\r\n\r\n',
  );
  await once(socket, 'data');
  socket.destroy();
  await expect
    .poll(() => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length)
    .toBeLessThanOrEqual(before);
});

it('has nothing to end where the portal asks itself', async () => {
  const timers = vi.spyOn(globalThis, 'setTimeout');
  const headers = { 'content-type': 'application/octet-stream' };
  const answer = await app.inject({ method: 'POST', url: '/refused', headers, payload: 'ten bytes.' });
  expect(answer.statusCode).toBe(403);
  expect(timers.mock.calls.filter(([, delay]) => delay === 300)).toEqual([]);
  timers.mockRestore();
});
