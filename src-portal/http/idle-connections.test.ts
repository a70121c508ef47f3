import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { connect, type Socket } from 'node:net';
import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { endIdleConnections } from './idle-connections.ts';

async function opened(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

it('ends what was opened ahead and asks nothing, and lets an answer under way come to its end', async () => {
  const app = Fastify();
  endIdleConnections(app);
  let answer: (value: string) => void = () => undefined;
  const asked = new Promise<void>((resolve) =>
    app.get('/slow', () => {
      resolve();
      return new Promise<string>((value) => (answer = value));
    }),
  );
  const port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
  const silent = await opened(port);
  const agent = new Agent({ keepAlive: true });
  const response = once(get({ port, host: '127.0.0.1', path: '/slow', agent }), 'response');
  await asked;

  const closed = app.close();
  await once(silent, 'close');
  answer('whole');
  const [message] = (await response) as [AsyncIterable<Buffer>];
  let text = '';
  for await (const part of message) text += part.toString();
  expect(text).toBe('whole');
  await closed;
  agent.destroy();
});
