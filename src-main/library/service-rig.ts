import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, beforeEach, expect } from 'vitest';
import type { LibraryEntry } from '../../src-shared/domain/library.ts';
import { byteAnswerSchema, type ByteAnswer } from '../../src-shared/ipc/byte-channel.ts';
import { LibraryClient } from './client.ts';
import type { OpenInput } from './messages.ts';
import { LibraryService } from './service.ts';
import { FakeSource, type refOf, temporaryFolder } from './testing.ts';

/** A loaded machine is slow, not wrong. */
export const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 20_000 });

/** What main and the library process are to each other, without the processes, in a folder of the test's own. */
export class ServiceRig {
  /** Where everything comes from; what takes its place counts from the next opening on. */
  source = new FakeSource(10);
  readonly changes: LibraryEntry[] = [];
  readonly tokensAsked: (string | null)[] = [];
  readonly log: string[] = [];
  /** How often it was said that a request did not come through to the portal. */
  unreached = 0;
  readonly folder: string;
  client: LibraryClient;
  service: LibraryService | null = null;
  #nextId = 0;

  constructor(folder: string) {
    this.folder = folder;
    this.client = this.#connected();
  }

  /** Both anew, as after the application was started again. */
  start(): void {
    this.client = this.#connected();
  }

  open(change: Partial<OpenInput> = {}): Promise<void> {
    return this.client.open({
      folder: join(this.folder, 'account'),
      key: Buffer.alloc(32, 1),
      lifetime: 'kept',
      portal: {
        apiBaseUrl: 'https://portal.example/api/v1',
        dicomwebBaseUrl: 'https://portal.example/dicom-web',
      },
      cacheLimit: 2 ** 30,
      ...change,
    });
  }

  async files(): Promise<string[]> {
    return (await readdir(this.folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  }

  async stateOf(examId: string): Promise<string | undefined> {
    return (await this.client.list()).find((entry) => entry.examId === examId)?.state;
  }

  /** As a viewer window is connected. */
  viewer(): { port: MessagePort; answers: ByteAnswer[] } {
    const { port1, port2 } = new MessageChannel();
    this.service?.receive(
      { kind: 'viewer' },
      {
        postMessage: (message) => port1.postMessage(message),
        onMessage: (listener) => void port1.on('message', listener),
        onClose: (listener) => void port1.on('close', listener),
      },
    );
    const answers: ByteAnswer[] = [];
    port2.on('message', (message) => answers.push(byteAnswerSchema.parse(message)));
    return { port: port2, answers };
  }

  /** As a viewer window asks. */
  async get(ref: ReturnType<typeof refOf>): Promise<ByteAnswer> {
    const { port, answers } = this.viewer();
    port.postMessage({ kind: 'get', id: this.#nextId++, ref, priority: 0 });
    await eventually(() => answers.length).toBe(1);
    port.close();
    const [answer] = answers;
    if (answer === undefined) throw new Error('no answer');
    return answer;
  }

  /** Messages are cloned as a port clones them. */
  #connected(): LibraryClient {
    const client = new LibraryClient({
      fork: () => {
        let listener: (message: unknown) => void = () => undefined;
        const service = new LibraryService({
          send: (message) => queueMicrotask(() => listener(structuredClone(message))),
          source: (_portal, { withToken }) => {
            const { source } = this;
            const before = source.before;
            source.before = (what) => withToken(async () => before(what));
            return source;
          },
          wait: () => Promise.resolve(),
        });
        this.service = service;
        return {
          postMessage: (message) => service.receive(structuredClone(message), null),
          onMessage: (next) => (listener = next),
          onExit: () => undefined,
          kill: () => undefined,
        };
      },
      route: () => Promise.resolve(null),
      token: (rejected) => {
        this.tokensAsked.push(rejected);
        return Promise.resolve(`token ${this.tokensAsked.length}`);
      },
      onUnreached: () => (this.unreached += 1),
      log: (_level, text) => this.log.push(text),
    });
    client.on('changed', (entry) => this.changes.push(entry));
    client.start();
    return client;
  }
}

/** One for each test of a file, ended after it: nothing but what a test may cause stands in its log. */
export function rigForEach(take: (rig: ServiceRig) => void): void {
  let rig: ServiceRig;
  let remove: () => Promise<void>;
  beforeEach(async () => {
    const folder = await temporaryFolder();
    remove = folder.remove;
    rig = new ServiceRig(folder.path);
    take(rig);
  });
  afterEach(async () => {
    await rig.client.stop();
    await remove();
    const expected = /a damaged file was found|the right to an exam is over/;
    expect(rig.log.filter((text) => !expected.test(text))).toEqual([]);
  });
}
