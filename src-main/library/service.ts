import { AppFailure, type AppError } from '../../src-shared/errors.ts';
import type { ImageSource } from '../sources/image-source.ts';
import { documents } from './documents.ts';
import { serveBytes, type BytePort } from './byte-port.ts';
import type { FetcherOptions } from './fetching/fetcher.ts';
import { assertHere } from './export/assert-here.ts';
import { Exporter } from './export/exporter.ts';
import { Importer } from './import/importer.ts';
import { LiveSource } from './import/live-source.ts';
import { isLocalExamId } from '../../src-shared/domain/local-exam.ts';
import { Library } from './library.ts';
import { LocalLibrary } from './local-library.ts';
import {
  isLibraryCallName,
  libraryCalls,
  toLibrarySchema,
  type FromLibrary,
  type LibraryCallName,
  type LibraryInput,
  type LibraryOutput,
  type OpenInput,
  type OpenLocalInput,
  type Route,
} from './messages.ts';
import type { Shelf } from './shelf.ts';
import { Store } from './store/store.ts';
import { TokenLender } from './token-lender.ts';
import { watchedSource } from './watched-source.ts';

/** What the source of a library needs of main. */
export interface Ways {
  readonly withToken: TokenLender['withToken'];
  readonly routeTo: (origin: string) => Promise<Route | null>;
}

export interface ServiceOptions {
  readonly send: (message: FromLibrary) => void;
  readonly source: (portal: OpenInput['portal'], ways: Ways) => ImageSource;
  readonly wait: FetcherOptions['wait'];
}

type Handlers = { readonly [N in LibraryCallName]: (input: LibraryInput<N>) => Promise<LibraryOutput<N>> };

/** The library process without its process: what comes in by messages, what goes out by `send`. */
export class LibraryService {
  readonly #options: ServiceOptions;
  readonly #tokens = new Map<
    number,
    { resolve: (token: string) => void; reject: (error: AppFailure) => void }
  >();
  readonly #routes = new Map<number, (route: Route | null) => void>();
  #library: Library | null = null;
  #local: LocalLibrary | null = null;
  readonly #live = new LiveSource();
  readonly #exporter = new Exporter((state) => this.#options.send({ kind: 'export', state }));
  readonly #importer = new Importer({
    library: () => {
      if (!this.#local) throw new AppFailure('cancelled', "this computer's library was closed");
      return this.#local;
    },
    live: this.#live,
    onState: (state) => this.#options.send({ kind: 'import', state }),
  });
  #eraseLocal = false;
  /** Opening and closing, one after the other; every other call waits for what is under way. */
  #turn: Promise<unknown> = Promise.resolve();
  #online = true;
  #nextQuestion = 0;

  constructor(options: ServiceOptions) {
    this.#options = options;
    options.send({ kind: 'ready' });
  }

  /** `port` comes with a `viewer` message. What is no message of ours is said in the log and left. */
  receive(message: unknown, port: BytePort | null): void {
    const parsed = toLibrarySchema.safeParse(message);
    if (!parsed.success) {
      this.#log('error', 'main sent a message of no known kind');
      return;
    }
    switch (parsed.data.kind) {
      case 'call':
        void this.#call(parsed.data.id, parsed.data.name, parsed.data.input);
        return;
      case 'token':
        this.#receiveToken(parsed.data.id, parsed.data.result);
        return;
      case 'route':
        this.#routes.get(parsed.data.id)?.(parsed.data.route);
        this.#routes.delete(parsed.data.id);
        return;
      case 'viewer':
        if (port) serveBytes(port, async (examId) => (await this.#shelfOf(examId)).images);
    }
  }

  async #call(id: number, name: string, input: unknown): Promise<void> {
    try {
      if (!isLibraryCallName(name)) throw new AppFailure('invalid-request', 'no such call');
      const value = await this.#run(name, input);
      this.#options.send({ kind: 'answer', id, result: { ok: true, value } });
    } catch (error) {
      this.#options.send({ kind: 'answer', id, result: { ok: false, error: this.#asError(name, error) } });
    }
  }

  async #run<N extends LibraryCallName>(name: N, input: unknown): Promise<LibraryOutput<N>> {
    const parsed = libraryCalls[name].input.safeParse(input);
    if (!parsed.success)
      throw new AppFailure('invalid-request', `'${name}' with something else than it takes`);
    const handler: (input: LibraryInput<N>) => Promise<LibraryOutput<N>> = this.#handlers[name];
    // The schema of this very name was looked up, which TypeScript cannot follow through the mapped type.
    return handler(parsed.data as LibraryInput<N>);
  }

  readonly #handlers: Handlers = {
    open: (input) => this.#inTurn(() => this.#open(input)),
    close: ({ erase }) => this.#inTurn(() => this.#close(erase)),
    setOnline: async ({ online }) => {
      // Said again and again: what a portal asked to wait for is waited for all the same.
      if (online === this.#online) return;
      this.#online = online;
      await this.#turn;
      this.#library?.keeps.networkChanged();
    },
    setCacheLimit: async ({ bytes }) => (await this.#opened()).setCacheLimit(bytes),
    openLocal: (input) => this.#inTurn(() => this.#openLocal(input)),
    closeLocal: () => this.#inTurn(() => this.#closeLocal()),
    listLocal: async () => (await this.#openedLocal()).list(),
    startImport: async (source) => {
      await this.#openedLocal();
      this.#importer.start(source);
    },
    unlockImport: ({ passphrase }) => {
      this.#importer.unlock(passphrase);
      return Promise.resolve();
    },
    cancelImport: () => this.#importer.cancel(),
    checkExport: async ({ exam, reportIds }) => {
      const shelf = await this.#shelfOf(exam.id);
      if (!this.#online && !(await this.#isKept(exam.id))) await assertHere(shelf, exam, reportIds);
    },
    startExport: async (wish) =>
      this.#exporter.start(wish, await this.#shelfOf(wish.exam.id), await this.#isKept(wish.exam.id)),
    cancelExport: () => this.#exporter.cancel(),
    examImages: async ({ exam }) =>
      isLocalExamId(exam.id)
        ? (await this.#openedLocal()).shelf.studies.series(exam)
        : (await this.#opened()).examImages(exam),
    instances: async ({ examId, studyInstanceUid, seriesInstanceUid }) =>
      (await this.#shelfOf(examId)).studies.instances(examId, studyInstanceUid, seriesInstanceUid),
    report: async ({ reportId, examId }) =>
      examId !== null && isLocalExamId(examId)
        ? (await this.#openedLocal()).report(examId, reportId)
        : (await this.#opened()).report(reportId, examId),
    keep: async ({ exam }) => (await this.#opened()).keep(exam),
    remove: async ({ examId }) =>
      isLocalExamId(examId)
        ? (await this.#openedLocal()).remove(examId)
        : (await this.#opened()).remove(examId),
    list: async () => (await this.#opened()).keeps.list(),
    status: async () => (await this.#opened()).keeps.status(),
    hold: async ({ examId, held }) => (await this.#opened()).keeps.hold(examId, held),
    first: async ({ examId }) => (await this.#opened()).keeps.first(examId),
    usage: async ({ examIds }) => (await this.#opened()).usage(examIds),
    forgetCached: async ({ examId }) => (await this.#opened()).forgetCached(examId),
    setRights: async ({ ends, portalNow }) => (await this.#opened()).setRights(ends, portalNow),
    holdings: async () => (await this.#opened()).holdings(),
    repairs: async () => (await this.#opened()).repairs(),
    putDocument: async ({ key, local, json }) => documents.put(await this.#storeOf(local), key, json),
    getDocument: async ({ key, local }) => documents.get(await this.#storeOf(local), key),
    removeDocument: async ({ key, local }) => documents.remove(await this.#storeOf(local), key),
  };

  async #open(input: OpenInput): Promise<void> {
    await this.#close(false);
    // Left behind by a run that ended badly; its key died with it.
    if (input.lifetime === 'until-exit') await Store.eraseFolder(input.folder);
    const lender = new TokenLender((rejected) => this.#askForToken(rejected));
    const source = this.#options.source(input.portal, {
      withToken: lender.withToken,
      routeTo: (origin) => this.#askForRoute(origin),
    });
    this.#library = await Library.open(input, {
      source: watchedSource(source, () => this.#options.send({ kind: 'unreached' })),
      isOnline: () => this.#online,
      wait: this.#options.wait,
      onChanged: (entry) => this.#options.send({ kind: 'changed', entry }),
      onStatus: (status) => this.#options.send({ kind: 'status', status }),
      onRemoved: (examId) => this.#options.send({ kind: 'removed', examId }),
      onEnded: (examId) => this.#options.send({ kind: 'ended', examId }),
      log: (level, text) => this.#log(level, text),
    });
  }

  async #openLocal(input: OpenLocalInput): Promise<void> {
    if (this.#local) return;
    this.#eraseLocal = input.lifetime === 'until-exit';
    if (this.#eraseLocal) await Store.eraseFolder(input.folder);
    this.#local = await LocalLibrary.open({ folder: input.folder, libraryKey: input.key }, this.#live);
  }

  async #closeLocal(): Promise<void> {
    await this.#importer.cancel();
    const local = this.#local;
    this.#local = null;
    if (local) await this.#exporter.leave(local.shelf);
    await local?.close(this.#eraseLocal);
  }

  async #openedLocal(): Promise<LocalLibrary> {
    await this.#turn;
    if (!this.#local) throw new AppFailure('library-unreadable', "this computer's library is not open");
    return this.#local;
  }

  async #shelfOf(examId: string): Promise<Shelf> {
    return (isLocalExamId(examId) ? await this.#openedLocal() : await this.#opened()).shelf;
  }

  /** All that is to be had of it lies here. */
  async #isKept(examId: string): Promise<boolean> {
    if (isLocalExamId(examId)) return true;
    const entries = await (await this.#opened()).keeps.list();
    return entries.some((entry) => entry.examId === examId && entry.state === 'kept');
  }

  async #storeOf(local: boolean): Promise<Store> {
    return (local ? await this.#openedLocal() : await this.#opened()).shelf.store;
  }

  async #close(erase: boolean): Promise<void> {
    const library = this.#library;
    this.#library = null;
    if (library) await this.#exporter.leave(library.shelf);
    await library?.close(erase);
  }

  async #opened(): Promise<Library> {
    await this.#turn;
    if (!this.#library) throw new AppFailure('not-signed-in', 'no library is open');
    return this.#library;
  }

  #inTurn(task: () => Promise<void>): Promise<void> {
    const result = this.#turn.then(task);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  #askForToken(rejected: string | null): Promise<string> {
    return new Promise((resolve, reject) => {
      const id = this.#nextQuestion++;
      this.#tokens.set(id, { resolve, reject });
      this.#options.send({ kind: 'token', id, rejected });
    });
  }

  #askForRoute(origin: string): Promise<Route | null> {
    return new Promise((resolve) => {
      const id = this.#nextQuestion++;
      this.#routes.set(id, resolve);
      this.#options.send({ kind: 'route', id, origin });
    });
  }

  #receiveToken(id: number, result: { ok: true; value: string } | { ok: false; error: AppError }): void {
    const waiting = this.#tokens.get(id);
    this.#tokens.delete(id);
    if (result.ok) waiting?.resolve(result.value);
    else waiting?.reject(new AppFailure(result.error.code, result.error.message));
  }

  #asError(name: string, error: unknown): AppError {
    if (error instanceof AppFailure) return error.error;
    // A bug: said in the log with its stack, to the person as such.
    this.#log(
      'error',
      `'${name}' failed: ${error instanceof Error ? (error.stack ?? error.message) : 'unknown'}`,
    );
    return { code: 'internal', message: `the library failed at '${name}'` };
  }

  #log(level: 'info' | 'warn' | 'error', text: string): void {
    this.#options.send({ kind: 'log', level, text: text.slice(0, 2000) });
  }
}
