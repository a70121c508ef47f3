import type { MessagePortMain } from 'electron';
import { AppFailure, type AppError } from '../../src-shared/errors.ts';
import {
  fromLibrarySchema,
  libraryCalls,
  type FromLibrary,
  type LibraryCallName,
  type LibraryInput,
  type LibraryOutput,
  type ToLibrary,
} from './messages.ts';

/** The library process as the client sees it: Electron's UtilityProcess in the application, a fake in tests. */
export interface LibraryProcess {
  postMessage(message: ToLibrary, ports?: MessagePortMain[]): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: (code: number) => void): void;
  kill(): void;
}

/** What the library says by itself, and what it asks. */
export type LibraryNews = Exclude<FromLibrary, { kind: 'ready' | 'answer' | 'log' }>;

export interface LibraryLinkOptions {
  readonly fork: () => LibraryProcess;
  readonly log: (level: 'info' | 'warn' | 'error', text: string) => void;
  /** `reply` goes to the process that said it, even where another runs by then. */
  readonly onNews: (news: LibraryNews, reply: (message: ToLibrary) => void) => void;
  /** Another process runs. What is called now reaches it before the calls that waited. */
  readonly onRestart: () => void;
  /** The calls that waited have been sent to it. */
  readonly onRestarted: () => void;
}

interface Pending {
  readonly message: ToLibrary;
  readonly settle: (result: { ok: true; value: unknown } | { ok: false; error: AppError }) => void;
}

/** Deaths within a minute after which we stop trying: something is wrong that another start does not mend. */
const TOO_MANY_DEATHS = 5;

/**
 * The library's process, and the calls that are under way in it. Where it dies, another is started and the calls are sent
 * again: all of them may be repeated.
 */
export class LibraryLink {
  readonly #options: LibraryLinkOptions;
  readonly #pending = new Map<number, Pending>();
  readonly #deaths: number[] = [];
  #process: LibraryProcess | null = null;
  #nextId = 0;
  #stopping = false;
  #gaveUp = false;

  constructor(options: LibraryLinkOptions) {
    this.#options = options;
  }

  get isRunning(): boolean {
    return this.#process !== null;
  }

  start(): void {
    this.#stopping = false;
    this.#gaveUp = false;
    this.#process ??= this.#fork();
  }

  stop(): void {
    this.#stopping = true;
    this.#process?.kill();
    this.#process = null;
    this.#failAll({ code: 'cancelled', message: 'the library was stopped' });
  }

  /** Throws `AppFailure` where there is no process, and none to be had. */
  post(message: ToLibrary, ports: MessagePortMain[]): void {
    this.#running().postMessage(message, ports);
  }

  /** Rejects with `AppFailure`. */
  async call<N extends LibraryCallName>(name: N, input: LibraryInput<N>): Promise<LibraryOutput<N>> {
    const process = this.#running();
    return new Promise((resolve, reject) => {
      const id = this.#nextId++;
      const message: ToLibrary = { kind: 'call', id, name, input };
      this.#pending.set(id, {
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

  /** The process, started by whoever first needs it, unless it was stopped or keeps dying. */
  #running(): LibraryProcess {
    if (!this.#stopping && !this.#gaveUp) this.start();
    if (!this.#process) throw new AppFailure('internal', 'the library is not running');
    return this.#process;
  }

  #fork(): LibraryProcess {
    const process = this.#options.fork();
    process.onMessage((message) => {
      const parsed = fromLibrarySchema.safeParse(message);
      if (parsed.success) this.#receive(process, parsed.data);
      else this.#options.log('error', 'the library sent a message of no known kind');
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
      case 'log':
        this.#options.log(message.level, message.text);
        return;
      default:
        this.#options.onNews(message, (reply) => process.postMessage(reply));
    }
  }

  #restart(code: number): void {
    const now = Date.now();
    this.#deaths.push(now);
    const recent = this.#deaths.filter((at) => now - at < 60_000);
    this.#options.log('error', `the library process ended with code ${code}`);
    if (recent.length >= TOO_MANY_DEATHS) {
      this.#process = null;
      this.#gaveUp = true;
      this.#failAll({ code: 'internal', message: 'the library process keeps dying' });
      return;
    }
    const waiting = [...this.#pending.values()];
    const process = this.#fork();
    this.#process = process;
    // The process works through its messages in order.
    this.#options.onRestart();
    for (const { message } of waiting) process.postMessage(message);
    this.#options.onRestarted();
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
