import type { MessagePortMain } from 'electron';
import type { Exam } from '../../src-shared/domain/exam.ts';
import type { ExportState } from '../../src-shared/domain/export.ts';
import type { ImportState } from '../../src-shared/domain/import.ts';
import type {
  LibraryEntry,
  LibraryRepairs,
  LibraryStatus,
  LibraryUsage,
} from '../../src-shared/domain/library.ts';
import type { InstanceHeader, Series } from '../../src-shared/domain/series.ts';
import { AppFailure, type AppError } from '../../src-shared/errors.ts';
import {
  fromLibrarySchema,
  libraryCalls,
  type FromLibrary,
  type LibraryCallName,
  type LibraryInput,
  type LibraryOutput,
  type OpenInput,
  type OpenLocalInput,
  type Route,
  type ToLibrary,
} from './messages.ts';

/** The library process as the client sees it: Electron's UtilityProcess in the application, a fake in tests. */
export interface LibraryProcess {
  postMessage(message: ToLibrary, ports?: MessagePortMain[]): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: (code: number) => void): void;
  kill(): void;
}

export interface LibraryClientOptions {
  readonly fork: () => LibraryProcess;
  /** An access token of the signed-in session; `rejected` is one that the portal just refused. Throws `AppFailure`. */
  readonly token: (rejected: string | null) => Promise<string>;
  /** How a host may be reached without Chromium; null for not at all. */
  readonly route: (origin: string) => Promise<Route | null>;
  readonly log?: (level: 'info' | 'warn' | 'error', text: string) => void;
}

export interface LibraryEvents {
  /** How much of an exam is here has changed; at most four times a second for each exam. */
  changed: (entry: LibraryEntry) => void;
  /** What the library does now; at most twice a second. */
  status: (status: LibraryStatus) => void;
  removed: (examId: string) => void;
  /** The right to an exam came to its end: what was here of it is erased. */
  ended: (examId: string) => void;
  /** How the import of a disc goes on. */
  import: (state: ImportState) => void;
  export: (state: ExportState) => void;
  /** The process died and runs again: every viewer needs a new port (`connectViewer`). */
  restarted: () => void;
}

interface Pending {
  readonly name: LibraryCallName;
  readonly message: ToLibrary;
  readonly settle: (result: { ok: true; value: unknown } | { ok: false; error: AppError }) => void;
}

/** Deaths within a minute after which we stop trying: something is wrong that another start does not mend. */
const TOO_MANY_DEATHS = 5;

/**
 * The library as main sees it. Every method rejects with `AppFailure`. A call under way when the process dies is sent
 * again to the next one: all of them may be repeated.
 */
export class LibraryClient {
  readonly #options: LibraryClientOptions;
  readonly #listeners: { [E in keyof LibraryEvents]: Set<LibraryEvents[E]> } = {
    changed: new Set(),
    status: new Set(),
    removed: new Set(),
    ended: new Set(),
    import: new Set(),
    export: new Set(),
    restarted: new Set(),
  };
  readonly #pending = new Map<number, Pending>();
  readonly #deaths: number[] = [];
  #process: LibraryProcess | null = null;
  #opened: OpenInput | null = null;
  #openedLocal: OpenLocalInput | null = null;
  #online = true;
  #nextId = 0;
  #stopping = false;
  #gaveUp = false;

  constructor(options: LibraryClientOptions) {
    this.#options = options;
  }

  /** The first call does it too. */
  start(): void {
    this.#stopping = false;
    this.#gaveUp = false;
    this.#process ??= this.#fork();
  }

  /** Closes the library, erasing what was opened `until-exit`, and ends the process. */
  async stop(): Promise<void> {
    if (!this.#process) return;
    await this.close({ erase: false }).catch(() => undefined);
    if (this.#openedLocal) await this.#call('closeLocal', undefined).catch(() => undefined);
    this.#stopping = true;
    this.#process.kill();
    this.#process = null;
    this.#failAll({ code: 'cancelled', message: 'the library was stopped' });
  }

  on<E extends keyof LibraryEvents>(event: E, listener: LibraryEvents[E]): () => void {
    const listeners = this.#listeners[event];
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  /** Fails with `library-unreadable` where the key is not the one the folder was made with. */
  async open(input: OpenInput): Promise<void> {
    await this.#call('open', input);
    this.#opened = input;
  }

  /** This computer's own library, for imported exams; it stays open until `stop`. */
  async openLocal(input: OpenLocalInput): Promise<void> {
    await this.#call('openLocal', input);
    this.#openedLocal = input;
  }

  /** The exams that were imported, the newest import first. */
  listLocal(): Promise<LibraryOutput<'listLocal'>> {
    return this.#call('listLocal', undefined);
  }

  /** Imports into this computer's library. Returns at once; listen to `import`. Fails with `busy`. */
  startImport(input: LibraryInput<'startImport'>): Promise<void> {
    return this.#call('startImport', input);
  }

  unlockImport(passphrase: string): Promise<void> {
    return this.#call('unlockImport', { passphrase });
  }

  cancelImport(): Promise<void> {
    return this.#call('cancelImport', undefined);
  }

  /** Writes an exam out for other programs. Returns at once; listen to `export`. Fails with `busy`. */
  startExport(input: LibraryInput<'startExport'>): Promise<void> {
    return this.#call('startExport', input);
  }

  cancelExport(): Promise<void> {
    return this.#call('cancelExport', undefined);
  }

  async close(input: { erase: boolean }): Promise<void> {
    this.#opened = null;
    await this.#call('close', input);
  }

  /** Offline pauses downloads; back online they go on by themselves. */
  async setOnline(online: boolean): Promise<void> {
    this.#online = online;
    await this.#call('setOnline', { online });
  }

  setCacheLimit(bytes: number): Promise<void> {
    return this.#call('setCacheLimit', { bytes });
  }

  /** Gives a viewer window its byte channel (src-shared/ipc/byte-channel.ts). The port belongs to the library from here. */
  connectViewer(port: MessagePortMain): void {
    const process = this.#running();
    if (!process) throw new AppFailure('internal', 'the library is not running');
    process.postMessage({ kind: 'viewer' }, [port]);
  }

  /** The series of an exam, those with images first, by number. Begins to fetch the first images at once. */
  examImages(exam: Exam): Promise<Series[]> {
    return this.#call('examImages', { exam });
  }

  /** In the order in which a person scrolls: by position along the normal, else by instance number. */
  instances(input: LibraryInput<'instances'>): Promise<InstanceHeader[]> {
    return this.#call('instances', input);
  }

  /** A whole PDF. With `examId` it lies beside the exam's images and is removed together with them. */
  report(reportId: string, examId: string | null): Promise<Uint8Array<ArrayBuffer>> {
    return this.#call('report', { reportId, examId });
  }

  /** Returns once the wish is written down; the download goes on by itself, also after a restart. */
  keep(exam: Exam): Promise<void> {
    return this.#call('keep', { exam });
  }

  /** Erases an exam's images and reports from this computer. */
  remove(examId: string): Promise<void> {
    return this.#call('remove', { examId });
  }

  /** The exams that are kept, or on their way. */
  list(): Promise<LibraryEntry[]> {
    return this.#call('list', undefined);
  }

  status(): Promise<LibraryStatus> {
    return this.#call('status', undefined);
  }

  /** Stops a download for now, or lets it go on; null for all of them. */
  hold(examId: string | null, held: boolean): Promise<void> {
    return this.#call('hold', { examId, held });
  }

  /** Downloads this exam before all others. */
  first(examId: string): Promise<void> {
    return this.#call('first', { examId });
  }

  /** What takes how much. `examIds`: those whose share of the cache is to be told apart. */
  usage(examIds: string[]): Promise<LibraryUsage> {
    return this.#call('usage', { examIds });
  }

  /** Takes away what was only looked at; null for all of it. */
  forgetCached(examId: string | null): Promise<void> {
    return this.#call('forgetCached', { examId });
  }

  /** What the portal says of the rights to exams; what is over is erased, now and when its end comes. */
  setRights(input: LibraryInput<'setRights'>): Promise<void> {
    return this.#call('setRights', input);
  }

  /** Every exam of which something lies here. */
  holdings(): Promise<string[]> {
    return this.#call('holdings', undefined);
  }

  /** What this start found and mended. */
  repairs(): Promise<LibraryRepairs> {
    return this.#call('repairs', undefined);
  }

  /** Keeps a JSON document (exam list, account, notes…): the account's, or of this computer's own library. */
  putDocument(key: string, value: unknown, local = false): Promise<void> {
    return this.#call('putDocument', { key, local, json: JSON.stringify(value) });
  }

  /** The value is as old as `storedAt` (ISO 8601) and may come from an older version of the application: parse it. */
  async getDocument(key: string, local = false): Promise<{ value: unknown; storedAt: string } | null> {
    const found = await this.#call('getDocument', { key, local });
    if (!found) return null;
    const value: unknown = JSON.parse(found.json);
    return { value, storedAt: found.storedAt };
  }

  removeDocument(key: string, local = false): Promise<void> {
    return this.#call('removeDocument', { key, local });
  }

  #call<N extends LibraryCallName>(name: N, input: LibraryInput<N>): Promise<LibraryOutput<N>> {
    return new Promise((resolve, reject) => {
      const process = this.#running();
      if (!process) {
        reject(new AppFailure('internal', 'the library is not running'));
        return;
      }
      const id = this.#nextId++;
      const message: ToLibrary = { kind: 'call', id, name, input };
      this.#pending.set(id, {
        name,
        message,
        settle: (result) => {
          if (!result.ok) {
            reject(failureOf(result.error));
            return;
          }
          const output = libraryCalls[name].output.safeParse(result.value);
          // The schema of this very name was looked up, which TypeScript cannot follow through the mapped type.
          if (output.success) resolve(output.data as LibraryOutput<N>);
          else reject(new AppFailure('internal', `the library answered '${name}' with something else`));
        },
      });
      process.postMessage(message);
    });
  }

  /** The process, started by whoever first needs it; null once it was stopped or keeps dying. */
  #running(): LibraryProcess | null {
    if (!this.#stopping && !this.#gaveUp) this.start();
    return this.#process;
  }

  #fork(): LibraryProcess {
    const process = this.#options.fork();
    process.onMessage((message) => {
      const parsed = fromLibrarySchema.safeParse(message);
      if (parsed.success) this.#receive(process, parsed.data);
      else this.#options.log?.('error', 'the library sent a message of no known kind');
    });
    process.onExit((code) => {
      if (process === this.#process && !this.#stopping) this.#restart(code);
    });
    return process;
  }

  #receive(process: LibraryProcess, message: FromLibrary): void {
    switch (message.kind) {
      case 'ready':
        return;
      case 'answer': {
        const pending = this.#pending.get(message.id);
        this.#pending.delete(message.id);
        pending?.settle(message.result);
        return;
      }
      case 'token':
        void this.#lendToken(process, message.id, message.rejected);
        return;
      case 'route':
        void this.#answerRoute(process, message.id, message.origin);
        return;
      case 'changed':
        for (const listener of this.#listeners.changed) listener(message.entry);
        return;
      case 'status':
        for (const listener of this.#listeners.status) listener(message.status);
        return;
      case 'removed':
        for (const listener of this.#listeners.removed) listener(message.examId);
        return;
      case 'ended':
        for (const listener of this.#listeners.ended) listener(message.examId);
        return;
      case 'import':
        for (const listener of this.#listeners.import) listener(message.state);
        return;
      case 'export':
        for (const listener of this.#listeners.export) listener(message.state);
        return;
      case 'log':
        this.#options.log?.(message.level, message.text);
    }
  }

  async #lendToken(process: LibraryProcess, id: number, rejected: string | null): Promise<void> {
    try {
      process.postMessage({
        kind: 'token',
        id,
        result: { ok: true, value: await this.#options.token(rejected) },
      });
    } catch (error) {
      const value: AppError =
        error instanceof AppFailure
          ? error.error
          : { code: 'internal', message: 'no access token could be had' };
      process.postMessage({ kind: 'token', id, result: { ok: false, error: value } });
    }
  }

  async #answerRoute(process: LibraryProcess, id: number, origin: string): Promise<void> {
    const route = await this.#options.route(origin).catch(() => null);
    process.postMessage({ kind: 'route', id, route });
  }

  #restart(code: number): void {
    const now = Date.now();
    this.#deaths.push(now);
    const recent = this.#deaths.filter((at) => now - at < 60_000);
    this.#options.log?.('error', `the library process ended with code ${code}`);
    if (recent.length >= TOO_MANY_DEATHS) {
      this.#process = null;
      this.#gaveUp = true;
      this.#failAll({ code: 'internal', message: 'the library process keeps dying' });
      return;
    }
    const waiting = [...this.#pending.values()];
    this.#process = this.#fork();
    // The process works through its messages in order: it is open before it sees a call that waited.
    if (this.#opened) this.#call('open', this.#opened).catch(() => undefined);
    if (this.#openedLocal) this.#call('openLocal', this.#openedLocal).catch(() => undefined);
    if (!this.#online) this.#call('setOnline', { online: false }).catch(() => undefined);
    for (const { message } of waiting) this.#process.postMessage(message);
    for (const listener of this.#listeners.restarted) listener();
  }

  #failAll(error: AppError): void {
    const waiting = [...this.#pending.values()];
    this.#pending.clear();
    for (const { settle } of waiting) settle({ ok: false, error });
  }
}

function failureOf(error: AppError): AppFailure {
  const { code, message, ...details } = error;
  return new AppFailure(code, message, details);
}
