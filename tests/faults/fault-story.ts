import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { AppFailure } from '../../src-shared/errors.ts';
import { filesUnder } from '../helpers/files-under.ts';
import { Library } from '../../src-main/library/library.ts';
import { nodeDisk, type Disk } from '../../src-main/library/store/disk.ts';
import { FaultyDisk } from '../../src-main/library/store/faulty-disk.ts';
import { dicomFile, examOf, FakeSource, refOf, temporaryFolder } from '../../src-main/library/testing.ts';

// For tests: what may befall a library, one thing after the other and several at a time, all from one seed.

const COUNT = 4;
const SIZE = 20_000;
const EXAMS = ['one', 'two'];
const DAY_MS = 24 * 3_600_000;
const STEPS = 14;

/** What happened in a story, for the log of a run: and what went wrong, which must be nothing. */
export interface Told {
  readonly counts: Record<string, number>;
  readonly wrong: string[];
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Flushing takes a real disk's time and changes nothing that these stories look at. */
const quickDisk: Disk = {
  ...nodeDisk,
  syncFolder: () => Promise.resolve(),
  async open(path, flags) {
    const file = await nodeDisk.open(path, flags);
    return {
      size: () => file.size(),
      read: (into, position) => file.read(into, position),
      sync: () => Promise.resolve(),
      close: () => file.close(),
    };
  },
  async create(path) {
    const file = await nodeDisk.create(path);
    return {
      write: (pieces) => file.write(pieces),
      sync: () => Promise.resolve(),
      close: () => file.close(),
    };
  },
};

class Story {
  readonly counts: Record<string, number> = {};
  readonly wrong: string[] = [];
  readonly #folder: string;
  readonly #random: () => number;
  /** Of their own, so that the steps of a seed are the same however long its disk takes. */
  readonly #faults: () => number;
  readonly #source = new FakeSource(COUNT);
  #online = true;
  /** How probable it is that the disk fails at an operation. */
  #unreliable = 0;
  #clock = Date.UTC(2026, 10, 27);
  #library: Library | null = null;
  /** A process that was killed writes no more. */
  #life = { over: false };
  /** Files with a bit changed, which nothing has noticed yet as far as this story knows. */
  readonly #flipped = new Set<string>();
  #rightIsOver = false;

  constructor(seed: number, folder: string) {
    this.#folder = folder;
    this.#random = randomFrom(seed);
    this.#faults = randomFrom(-seed);
    this.#source.size = SIZE;
  }

  async run(): Promise<void> {
    await this.#open();
    const steps = [
      () => this.#keep(),
      () => this.#keep(),
      () => this.#remove(),
      () => this.#look(),
      () => this.#lookWhileItIsRemoved(),
      () => this.#flip(),
      () => this.#flip(),
      () => this.#breakDisk(),
      () => this.#mendDisk(),
      () => this.#setClock(),
      () => this.#restart(),
      () => this.#kill(),
      () => this.#startTwice(),
      () => this.#endRight(),
    ];
    for (let step = 0; step < STEPS; step += 1) {
      const next = steps[Math.floor(this.#random() * steps.length)];
      await next?.();
      if (this.#random() < 0.5) await this.#rest();
    }
    await this.#inspect();
  }

  /** Resolves with what the library did, or the code with which it failed, as it may. */
  async #attempt<T>(what: string, work: () => Promise<T>): Promise<T | string> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof AppFailure)) throw error;
      if (error.error.code === 'internal') this.wrong.push(`${what}: a bug: ${error.message}`);
      this.#count(`${what}: ${error.error.code}`);
      return error.error.code;
    }
  }

  #count(what: string): void {
    this.counts[what] = (this.counts[what] ?? 0) + 1;
  }

  async #open(): Promise<void> {
    const opened = await this.#attempt('opening', () => this.#openAnother());
    if (typeof opened === 'string') {
      // Of a disk that fails now and then; a key that fits must never be called another.
      if (opened !== 'disk-error' && opened !== 'disk-full') this.wrong.push(`opening failed: ${opened}`);
      this.#unreliable = 0;
      return this.#open();
    }
    this.#library = opened;
  }

  #openAnother(): Promise<Library> {
    const life: { over: boolean } = { over: false };
    this.#life = life;
    const disk = new FaultyDisk(quickDisk, () => {
      if (life.over) return 'EIO';
      if (this.#faults() >= this.#unreliable) return null;
      this.#count('disk failures');
      return this.#faults() < 0.5 ? 'EIO' : 'ENOSPC';
    });
    return Library.open(
      {
        folder: join(this.#folder, 'account'),
        key: new Uint8Array(32),
        lifetime: 'kept',
        portal: { apiBaseUrl: 'https://portal.example', dicomwebBaseUrl: 'https://portal.example' },
        cacheLimit: 2 ** 30,
      },
      {
        source: this.#source,
        isOnline: () => this.#online,
        wait: () => Promise.resolve(),
        onChanged: () => undefined,
        onStatus: () => undefined,
        onRemoved: () => undefined,
        onEnded: () => this.#count('rights ended'),
        log: () => undefined,
        disk,
        now: () => this.#clock,
      },
    );
  }

  get #opened(): Library {
    if (!this.#library) throw new Error('no library is open');
    return this.#library;
  }

  #anExam(): string {
    // Of an exam whose right is over, the portal says nothing any more.
    return this.#random() < 0.5 || this.#isOver('two') ? 'one' : 'two';
  }

  async #keep(): Promise<void> {
    const id = this.#anExam();
    await this.#attempt('keeping', () => this.#opened.keep(examOf(id, COUNT)));
  }

  async #remove(): Promise<void> {
    const id = this.#anExam();
    await this.#attempt('removing', () => this.#opened.remove(id));
  }

  /** An image that comes is the right one, whatever happens meanwhile. */
  async #look(id = this.#anExam(), n = 1 + Math.floor(this.#random() * COUNT)): Promise<string | null> {
    const { signal } = new AbortController();
    const got = await this.#attempt('looking', () =>
      this.#opened.shelf.images.get(refOf(id, n), { priority: 0, signal }),
    );
    if (typeof got === 'string') return got;
    if (!Buffer.from(got).equals(dicomFile(`1.2.3.1.${n}`, SIZE))) this.wrong.push(`other bytes: ${id} ${n}`);
    return null;
  }

  /** Two windows. */
  async #lookWhileItIsRemoved(): Promise<void> {
    const id = this.#anExam();
    const windows = Array.from({ length: 2 * COUNT }, (_, n) => this.#look(id, 1 + (n % COUNT)));
    const remove = this.#attempt('removing', () => this.#opened.remove(id));
    const again =
      this.#random() < 0.5 ? this.#attempt('keeping', () => this.#opened.keep(examOf(id, COUNT))) : null;
    await Promise.all([...windows, remove, again]);
    if (
      again !== null &&
      (await again) === undefined &&
      !(await this.#entries()).has(id) &&
      !this.#isOver(id)
    )
      this.wrong.push(`the wish to keep ${id} was lost while it was being removed`);
    this.#count('removals while two windows look');
  }

  async #flip(): Promise<void> {
    // A folder may go while it is read.
    const all = await filesUnder(join(this.#folder, 'account')).catch(() => []);
    const files = all.filter((file) => basename(file) !== 'in-use');
    const file = files[Math.floor(this.#random() * files.length)];
    if (file === undefined) return;
    const bytes = await readFile(file).catch(() => null);
    if (!bytes || bytes.byteLength === 0) return;
    const at = Math.floor(this.#random() * bytes.byteLength);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(this.#random() * 8));
    await writeFile(file, bytes);
    this.#flipped.add(file);
    this.#count('bits changed');
  }

  #breakDisk(): Promise<void> {
    this.#unreliable = 0.05 + this.#random() * 0.15;
    return Promise.resolve();
  }

  #mendDisk(): Promise<void> {
    this.#unreliable = 0;
    return Promise.resolve();
  }

  #setClock(): Promise<void> {
    this.#clock += Math.floor((this.#random() - 0.6) * 10) * DAY_MS;
    this.#count('clocks set');
    return Promise.resolve();
  }

  async #restart(): Promise<void> {
    await this.#attempt('closing', () => this.#opened.close(false));
    this.#life.over = true;
    await this.#open();
    this.#count('starts');
  }

  /** Whatever is under way stays as it is. */
  async #kill(): Promise<void> {
    for (let turns = this.#random() * 30; turns > 0; turns -= 1) await turn();
    this.#life.over = true;
    await this.#open();
    this.#count('kills');
  }

  /** Another process over the same folder, as when one that is being killed has not quite ended. */
  async #startTwice(): Promise<void> {
    const firstLife = this.#life;
    await Promise.all([this.#look(), this.#keep()]);
    await this.#open();
    await Promise.all([this.#look(), this.#keep()]);
    firstLife.over = true;
    this.#count('two at one time');
  }

  async #endRight(): Promise<void> {
    if (this.#rightIsOver) return;
    const end = this.#clock + DAY_MS / 2;
    const set = (ends: Record<string, number>, portalNow: number | null): Promise<unknown> =>
      this.#attempt('rights', () => this.#opened.setRights(ends, portalNow));
    if ((await set({ two: end }, this.#clock)) !== undefined) return;
    this.#clock = end + DAY_MS;
    const windows = [1, 2, 3].map((n) => this.#look('two', n));
    // It has seen this instant: from now on no clock that is set back gives the right back.
    if ((await set({}, null)) === undefined) this.#rightIsOver = true;
    await Promise.all(windows);
  }

  #isOver(id: string): boolean {
    return id === 'two' && this.#rightIsOver;
  }

  async #entries(): Promise<Map<string, string>> {
    const list = await this.#attempt('listing', () => this.#opened.keeps.list());
    return new Map(typeof list === 'string' ? [] : list.map(({ examId, state }) => [examId, state]));
  }

  /** Until nothing is under way. */
  async #rest(): Promise<void> {
    const busy = ['keeping', 'queued'];
    while ([...(await this.#entries()).values()].some((state) => busy.includes(state))) await turn();
  }

  /** With a good disk and without a network: what is called kept is here, whole, and what is not whole says so. */
  async #inspect(): Promise<void> {
    this.#unreliable = 0;
    await this.#rest();
    await this.#restart();
    await this.#rest();
    this.#online = false;
    await this.#restart();
    const kept = [...(await this.#entries())].filter(([, state]) => state === 'kept').map(([id]) => id);
    const lacking = new Map<string, string>();
    for (const id of kept)
      for (let n = 1; n <= COUNT; n += 1) {
        const code = await this.#look(id, n);
        if (code !== null) lacking.set(id, code);
      }
    if (lacking.size > 0 && this.#flipped.size === 0) this.wrong.push('an exam that is kept lacks an image');
    await turn();
    const after = await this.#entries();
    for (const [id, code] of lacking)
      if (after.get(id) === 'kept')
        this.wrong.push(`${id} lacks an image (${code}) and is still called kept`);
    if (lacking.size > 0 && (await this.#opened.repairs()).damaged === 0)
      this.wrong.push('damage was found, and not said');
    if (this.#isOver('two')) {
      if ((await this.#opened.holdings()).includes('two'))
        this.wrong.push('the right is over, and it is held');
      const { exams } = this.#opened.shelf.store;
      if ((exams.cached('two')?.bytes ?? 0) > 0 || exams.isPinned('two'))
        this.wrong.push('the right is over, and something of it lies here');
    }
    this.#online = true;
    await this.#restart();
    for (const id of EXAMS.filter((each) => !this.#isOver(each)))
      await this.#attempt('keeping', () => this.#opened.keep(examOf(id, COUNT)));
    await this.#rest();
    // What was damaged without anybody having looked at it is found by looking, and comes anew.
    for (const id of EXAMS.filter((each) => !this.#isOver(each)))
      for (let n = 1; n <= COUNT; n += 1) await this.#look(id, n);
    await this.#rest();
    for (const [id, state] of await this.#entries())
      if (state !== 'kept') this.wrong.push(`${id} cannot be made whole: ${state}`);
    await this.#opened.close(false);
    this.#life.over = true;
  }
}

/** Everything that the issue of the library names, by chance, in a folder of its own. */
export async function tellFaultStory(seed: number): Promise<Told> {
  const folder = await temporaryFolder();
  const story = new Story(seed, folder.path);
  try {
    await story.run();
  } catch (error) {
    story.wrong.push(
      `it ended with ${error instanceof Error ? (error.stack ?? error.message) : 'nothing known'}`,
    );
  } finally {
    await folder.remove();
  }
  return { counts: story.counts, wrong: story.wrong };
}
