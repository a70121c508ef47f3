import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '../../..');

/** The built library process in a real Electron, driven from here. */
export class LibraryHost {
  readonly #process: ChildProcess;
  readonly #waiting = new Map<number, (result: unknown) => void>();
  readonly #listeners = new Set<(message: { kind: string; [field: string]: unknown }) => void>();
  readonly exited: Promise<void>;
  #nextId = 0;

  /** `entry`: another program than the library, to compare it with. */
  constructor(options: { electron: string; entry?: string }) {
    const { electron, entry = 'out/main/library.js' } = options;
    const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
    this.#process = spawn(
      join(electron, process.platform === 'win32' ? 'electron.exe' : 'electron'),
      [...(asRoot ? ['--no-sandbox'] : []), join(root, 'tests/bench/library-host'), join(root, entry)],
      { stdio: ['pipe', 'pipe', 'ignore'] },
    );
    this.exited = new Promise((resolve) => this.#process.once('exit', () => resolve()));
    createInterface({ input: this.#process.stdout! }).on('line', (line) => {
      if (!line.startsWith('{')) return;
      const message = JSON.parse(line) as { kind: string; id: number; result: unknown };
      if (message.kind === 'result') this.#waiting.get(message.id)?.(message.result);
      else for (const listener of this.#listeners) listener({ ...message });
    });
  }

  on(listener: (message: { kind: string; [field: string]: unknown }) => void): void {
    this.#listeners.add(listener);
  }

  /** Resolves with the first message that `matches`. */
  until(matches: (message: { kind: string; [field: string]: unknown }) => boolean): Promise<void> {
    return new Promise((resolve) => this.on((message) => matches(message) && resolve()));
  }

  async call<T>(name: string, input?: unknown): Promise<T> {
    const answered = new Promise<unknown>((resolve) => {
      const id = this.#nextId++;
      this.#waiting.set(id, resolve);
      this.#process.stdin!.write(`${JSON.stringify({ id, name, input })}\n`);
    });
    const result = (await answered) as { ok: true; value: T } | { ok: false; error: unknown };
    if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`);
    return result.value;
  }

  async stop(): Promise<void> {
    this.#process.stdin!.end();
    await this.exited;
  }
}
