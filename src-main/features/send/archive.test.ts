import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FakeKeychain } from '../../session/testing.ts';
import { Secrets } from '../../session/secrets.ts';
import type { Pacs } from '../../../src-shared/domain/pacs.ts';
import { Archive, archiveUrl } from './archive.ts';
import { OwnArchive } from './own-archive.ts';

const signal = new AbortController().signal;
let url: string;
let asked: { method: string; url: string; authorization: string; contentType: string; body: Buffer }[];
let answer: (response: ServerResponse) => void;
const server = createServer((request: IncomingMessage, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    asked.push({
      method: request.method ?? '',
      url: request.url ?? '',
      authorization: request.headers.authorization ?? '',
      contentType: request.headers['content-type'] ?? '',
      body: Buffer.concat(chunks),
    });
    answer(response);
  });
});
beforeEach(async () => {
  asked = [];
  answer = (response) => void response.setHeader('content-type', 'application/dicom+json').end('{}');
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/dicom-web`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const archive = (): Archive => new Archive({ fetch, url, username: 'doctor', password: 'é' });
const code = (of: string): unknown =>
  expect.objectContaining({ error: expect.objectContaining({ code: of }) });

describe('an address', () => {
  test.each([
    ['https://pacs.example/dicom-web/', 'https://pacs.example/dicom-web'],
    ['https://pacs.example', 'https://pacs.example'],
    ['http://127.0.0.1:8042/dicom-web?x=1', 'http://127.0.0.1:8042/dicom-web'],
  ])('%s is taken as %s', (typed, taken) => expect(archiveUrl(typed)).toBe(taken));

  test.each([
    ['http://pacs.local/dicom-web', 'portal-insecure-address'],
    ['ftp://pacs.example', 'pacs-address-invalid'],
    ['https://me:secret@pacs.example', 'pacs-address-invalid'],
    ['pacs.example', 'pacs-address-invalid'],
  ])('%s is refused: %s', (typed, of) => expect(() => archiveUrl(typed)).toThrow(code(of)));
});

describe('an archive', () => {
  test('is sent whole instances, byte by byte, with its name and password', async () => {
    const instances = [Buffer.from('DICM one'), Buffer.from([0, 255, 13, 10, 45, 45])];
    expect(await archive().store(instances, signal)).toBe(0);
    const [request] = asked;
    expect(request).toMatchObject({ method: 'POST', url: '/dicom-web/studies' });
    expect(request?.authorization).toBe(`Basic ${Buffer.from('doctor:é').toString('base64')}`);
    const boundary = /^multipart\/related; type="application\/dicom"; boundary=(\S+)$/.exec(
      request?.contentType ?? '',
    )?.[1];
    const text = request?.body.toString('latin1') ?? '';
    const parts = text.split(`--${boundary ?? ''}`);
    expect(parts).toHaveLength(4);
    expect(parts[3]).toBe('--\r\n');
    for (const [index, instance] of instances.entries())
      expect(parts[index + 1]).toBe(
        `\r\nContent-Type: application/dicom\r\n\r\n${instance.toString('latin1')}\r\n`,
      );
  });

  test('that takes a part says how many it refused', async () => {
    answer = (response) =>
      void response.writeHead(202).end(JSON.stringify({ '00081198': { vr: 'SQ', Value: [{}] } }));
    expect(await archive().store([Buffer.from('a'), Buffer.from('b')], signal)).toBe(1);
    answer = (response) => void response.writeHead(409).end();
    expect(await archive().store([Buffer.from('a'), Buffer.from('b')], signal)).toBe(2);
  });

  test.each([
    [401, 'pacs-refused'],
    [403, 'pacs-refused'],
    [500, 'pacs-failed'],
    [404, 'pacs-failed'],
  ])('that answers %i is told as %s', async (status, of) => {
    answer = (response) => void response.writeHead(status).end();
    await expect(archive().check()).rejects.toEqual(code(of));
    await expect(archive().store([Buffer.from('a')], signal)).rejects.toEqual(code(of));
  });

  test('that sends us elsewhere is not followed', async () => {
    answer = (response) => void response.writeHead(307, { location: 'https://elsewhere.example/' }).end();
    await expect(archive().store([Buffer.from('a')], signal)).rejects.toEqual(code('pacs-unreachable'));
  });

  test('that is not there is told as such', async () => {
    server.close();
    server.closeAllConnections();
    await expect(archive().check()).rejects.toEqual(code('pacs-unreachable'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
});

describe('the archive of this computer', () => {
  const own = () => {
    const keychain = new FakeKeychain();
    let kept: Pacs | null = null;
    const slot = { get: () => kept, set: (value: Pacs | null) => (kept = value) };
    return { keychain, archive: new OwnArchive(slot, new Secrets(keychain), fetch) };
  };
  const input = { name: 'Cabinet', username: 'doctor', password: 'secret' };
  const yes = () => Promise.resolve(true);

  test('is kept once it answered, its password in the keychain', async () => {
    const { keychain, archive: mine } = own();
    expect(await mine.set({ ...input, url }, yes)).toEqual({ name: 'Cabinet', url, username: 'doctor' });
    expect([...keychain.entries.values()]).toEqual(['secret']);
    await (await mine.open()).check();
    expect(asked.at(-1)?.authorization).toBe(`Basic ${btoa('doctor:secret')}`);
    await mine.forget();
    expect(mine.pacs).toBeNull();
    expect(keychain.entries.size).toBe(0);
  });

  test('that does not answer is not kept', async () => {
    const { keychain, archive: mine } = own();
    answer = (response) => void response.writeHead(401).end();
    await expect(mine.set({ ...input, url }, yes)).rejects.toEqual(code('pacs-refused'));
    expect(mine.pacs).toBeNull();
    expect(keychain.entries.size).toBe(0);
  });

  test('a known password goes to the archive that it was given for, and to no other', async () => {
    const { archive: mine } = own();
    await mine.set({ ...input, url }, yes);
    await mine.set({ ...input, name: 'Autre nom', url, password: null }, yes);
    expect(asked.at(-1)?.authorization).toBe(`Basic ${btoa('doctor:secret')}`);
    await mine.set({ ...input, url: `${url}/other`, password: null }, yes);
    expect(asked.at(-1)?.authorization).toBe(`Basic ${btoa('doctor:')}`);
  });

  test('is asked nothing before the person has confirmed a new address', async () => {
    const { archive: mine } = own();
    const before = asked.length;
    const confirmed: string[] = [];
    const ask = (answered: boolean) => (address: string) => {
      confirmed.push(address);
      return Promise.resolve(answered);
    };
    await expect(mine.set({ ...input, url }, ask(false))).rejects.toEqual(code('cancelled'));
    expect({ asked: asked.length, kept: mine.pacs }).toEqual({ asked: before, kept: null });
    await mine.set({ ...input, url }, ask(true));
    await mine.set({ ...input, name: 'Autre nom', url }, ask(false));
    expect(confirmed).toEqual([url, url]);
    await expect(mine.set({ ...input, url: `${url}/other` }, ask(false))).rejects.toEqual(code('cancelled'));
    expect(mine.pacs).toMatchObject({ name: 'Autre nom', url });
  });
});
