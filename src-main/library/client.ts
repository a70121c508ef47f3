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
import { LibraryLink, type LibraryLinkOptions, type LibraryNews } from './link.ts';
import type { LibraryInput, LibraryOutput, OpenInput, OpenLocalInput, Route, ToLibrary } from './messages.ts';

export interface LibraryClientOptions {
  readonly fork: LibraryLinkOptions['fork'];
  /** An access token of the signed-in session; `rejected` is one that the portal just refused. Throws `AppFailure`. */
  readonly token: (rejected: string | null) => Promise<string>;
  /** How a host may be reached without Chromium; null for not at all. */
  readonly route: (origin: string) => Promise<Route | null>;
  /** What the library asked the portal for, for whomever, did not come through to it. */
  readonly onUnreached?: () => void;
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

/**
 * The library as main sees it. Every method rejects with `AppFailure`. Where its process dies, the next one takes over (`link.ts`).
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
  readonly #link: LibraryLink;
  #opened: OpenInput | null = null;
  #openedLocal: OpenLocalInput | null = null;
  #online = true;

  constructor(options: LibraryClientOptions) {
    this.#options = options;
    this.#link = new LibraryLink({
      fork: options.fork,
      log: options.log ?? (() => undefined),
      onNews: (news, reply) => this.#hear(news, reply),
      onRestart: () => this.#openAgain(),
      onRestarted: () => {
        for (const listener of this.#listeners.restarted) listener();
      },
    });
  }

  /** The first call does it too. */
  start(): void {
    this.#link.start();
  }

  /** Closes the library, erasing what was opened `until-exit`, and ends the process. */
  async stop(): Promise<void> {
    if (!this.#link.isRunning) return;
    await this.close({ erase: false }).catch(() => undefined);
    if (this.#openedLocal) await this.#link.call('closeLocal', undefined).catch(() => undefined);
    this.#link.stop();
  }

  on<E extends keyof LibraryEvents>(event: E, listener: LibraryEvents[E]): () => void {
    const listeners = this.#listeners[event];
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  /** Fails with `library-unreadable` where the key is not the one the folder was made with. */
  async open(input: OpenInput): Promise<void> {
    await this.#link.call('open', input);
    this.#opened = input;
  }

  /** This computer's own library, for imported exams; it stays open until `stop`. */
  async openLocal(input: OpenLocalInput): Promise<void> {
    await this.#link.call('openLocal', input);
    this.#openedLocal = input;
  }

  /** The exams that were imported, the newest import first. */
  listLocal(): Promise<LibraryOutput<'listLocal'>> {
    return this.#link.call('listLocal', undefined);
  }

  /** Imports into this computer's library. Returns at once; listen to `import`. Fails with `busy`. */
  startImport(input: LibraryInput<'startImport'>): Promise<void> {
    return this.#link.call('startImport', input);
  }

  unlockImport(passphrase: string): Promise<void> {
    return this.#link.call('unlockImport', { passphrase });
  }

  cancelImport(): Promise<void> {
    return this.#link.call('cancelImport', undefined);
  }

  /** Before a place is asked for. Fails with `offline-not-kept` where not all of the exam is here, nor to be had. */
  checkExport(exam: Exam, reportIds: string[]): Promise<void> {
    return this.#link.call('checkExport', { exam, reportIds });
  }

  /** Writes an exam out for other programs. Returns at once; listen to `export`. Fails with `busy`. */
  startExport(input: LibraryInput<'startExport'>): Promise<void> {
    return this.#link.call('startExport', input);
  }

  cancelExport(): Promise<void> {
    return this.#link.call('cancelExport', undefined);
  }

  async close(input: { erase: boolean }): Promise<void> {
    this.#opened = null;
    await this.#link.call('close', input);
  }

  /** Offline pauses downloads; back online they go on by themselves. */
  async setOnline(online: boolean): Promise<void> {
    this.#online = online;
    await this.#link.call('setOnline', { online });
  }

  setCacheLimit(bytes: number): Promise<void> {
    return this.#link.call('setCacheLimit', { bytes });
  }

  /** Gives a viewer window its byte channel (src-shared/ipc/byte-channel.ts). The port belongs to the library from here. */
  connectViewer(port: MessagePortMain): void {
    this.#link.post({ kind: 'viewer' }, [port]);
  }

  /** The series of an exam, those with images first, by number. Begins to fetch the first images at once. */
  examImages(exam: Exam): Promise<Series[]> {
    return this.#link.call('examImages', { exam });
  }

  /** In the order in which a person scrolls: by position along the normal, else by instance number. */
  instances(input: LibraryInput<'instances'>): Promise<InstanceHeader[]> {
    return this.#link.call('instances', input);
  }

  /** A whole PDF. With `examId` it lies beside the exam's images and is removed together with them. */
  report(reportId: string, examId: string | null): Promise<Uint8Array<ArrayBuffer>> {
    return this.#link.call('report', { reportId, examId });
  }

  /** Returns once the wish is written down; the download goes on by itself, also after a restart. */
  keep(exam: Exam): Promise<void> {
    return this.#link.call('keep', { exam });
  }

  /** Erases an exam's images and reports from this computer. */
  remove(examId: string): Promise<void> {
    return this.#link.call('remove', { examId });
  }

  /** The exams that are kept, or on their way. */
  list(): Promise<LibraryEntry[]> {
    return this.#link.call('list', undefined);
  }

  status(): Promise<LibraryStatus> {
    return this.#link.call('status', undefined);
  }

  /** Stops a download for now, or lets it go on; null for all of them. */
  hold(examId: string | null, held: boolean): Promise<void> {
    return this.#link.call('hold', { examId, held });
  }

  /** Downloads this exam before all others. */
  first(examId: string): Promise<void> {
    return this.#link.call('first', { examId });
  }

  /** What takes how much. `examIds`: those whose share of the cache is to be told apart. */
  usage(examIds: string[]): Promise<LibraryUsage> {
    return this.#link.call('usage', { examIds });
  }

  /** Takes away what was only looked at; null for all of it. */
  forgetCached(examId: string | null): Promise<void> {
    return this.#link.call('forgetCached', { examId });
  }

  /** What the portal says of the rights to exams; what is over is erased, now and when its end comes. */
  setRights(input: LibraryInput<'setRights'>): Promise<void> {
    return this.#link.call('setRights', input);
  }

  /** Every exam of which something lies here. */
  holdings(): Promise<string[]> {
    return this.#link.call('holdings', undefined);
  }

  /** What this start found and mended. */
  repairs(): Promise<LibraryRepairs> {
    return this.#link.call('repairs', undefined);
  }

  /** Keeps a JSON document (exam list, account, notes…): the account's, or of this computer's own library. */
  putDocument(key: string, value: unknown, local = false): Promise<void> {
    return this.#link.call('putDocument', { key, local, json: JSON.stringify(value) });
  }

  /** The value is as old as `storedAt` (ISO 8601) and may come from an older version of the application: parse it. */
  async getDocument(key: string, local = false): Promise<{ value: unknown; storedAt: string } | null> {
    const found = await this.#link.call('getDocument', { key, local });
    if (!found) return null;
    const value: unknown = JSON.parse(found.json);
    return { value, storedAt: found.storedAt };
  }

  removeDocument(key: string, local = false): Promise<void> {
    return this.#link.call('removeDocument', { key, local });
  }

  #hear(news: LibraryNews, reply: (message: ToLibrary) => void): void {
    switch (news.kind) {
      case 'token':
        void this.#lendToken(reply, news.id, news.rejected);
        return;
      case 'route':
        void this.#answerRoute(reply, news.id, news.origin);
        return;
      case 'unreached':
        this.#options.onUnreached?.();
        return;
      case 'changed':
        for (const listener of this.#listeners.changed) listener(news.entry);
        return;
      case 'status':
        for (const listener of this.#listeners.status) listener(news.status);
        return;
      case 'removed':
        for (const listener of this.#listeners.removed) listener(news.examId);
        return;
      case 'ended':
        for (const listener of this.#listeners.ended) listener(news.examId);
        return;
      case 'import':
        for (const listener of this.#listeners.import) listener(news.state);
        return;
      case 'export':
        for (const listener of this.#listeners.export) listener(news.state);
    }
  }

  #openAgain(): void {
    if (this.#opened) this.#link.call('open', this.#opened).catch(() => undefined);
    if (this.#openedLocal) this.#link.call('openLocal', this.#openedLocal).catch(() => undefined);
    if (!this.#online) this.#link.call('setOnline', { online: false }).catch(() => undefined);
  }

  async #lendToken(reply: (message: ToLibrary) => void, id: number, rejected: string | null): Promise<void> {
    try {
      reply({
        kind: 'token',
        id,
        result: { ok: true, value: await this.#options.token(rejected) },
      });
    } catch (error) {
      const value: AppError =
        error instanceof AppFailure
          ? error.error
          : { code: 'internal', message: 'no access token could be had' };
      reply({ kind: 'token', id, result: { ok: false, error: value } });
    }
  }

  async #answerRoute(reply: (message: ToLibrary) => void, id: number, origin: string): Promise<void> {
    const route = await this.#options.route(origin).catch(() => null);
    reply({ kind: 'route', id, route });
  }
}
