import type { Disk, DiskFile, NewFile } from './disk.ts';

const fault = (code: string): Error => Object.assign(new Error(code), { code });

/**
 * For tests: a disk that stops working. From the operation number `failsAt` on, every one fails with `code`; a write
 * that fails has put half of its bytes down first, as a real one does.
 */
export class FaultyDisk implements Disk {
  readonly #disk: Disk;
  readonly #code: string;
  readonly #failsAt: number;
  /** Failing once is a full disk or a bad sector; failing for ever is a process that was killed. */
  readonly #forEver: boolean;
  operations = 0;

  constructor(disk: Disk, failsAt: number, code = 'EIO', forEver = true) {
    this.#disk = disk;
    this.#failsAt = failsAt;
    this.#code = code;
    this.#forEver = forEver;
  }

  #step(): boolean {
    const number = this.operations++;
    return this.#forEver ? number >= this.#failsAt : number === this.#failsAt;
  }

  #fail(): void {
    if (this.#step()) throw fault(this.#code);
  }

  async open(path: string, flags: 'r' | 'r+'): Promise<DiskFile> {
    this.#fail();
    const file = await this.#disk.open(path, flags);
    return {
      size: () => {
        this.#fail();
        return file.size();
      },
      read: async (into, position) => {
        this.#fail();
        return file.read(into, position);
      },
      sync: async () => {
        this.#fail();
        await file.sync();
      },
      // The operating system closes the files of a dead process.
      close: () => file.close(),
    };
  }

  async create(path: string): Promise<NewFile> {
    this.#fail();
    const file = await this.#disk.create(path);
    return {
      write: (pieces) => {
        if (this.#step()) {
          const whole = Buffer.concat(pieces);
          file.write([whole.subarray(0, whole.byteLength / 2)]);
          throw fault(this.#code);
        }
        file.write(pieces);
      },
      sync: async () => {
        this.#fail();
        await file.sync();
      },
      close: () => file.close(),
    };
  }

  async rename(from: string, to: string): Promise<void> {
    this.#fail();
    await this.#disk.rename(from, to);
  }

  async unlink(path: string): Promise<void> {
    this.#fail();
    await this.#disk.unlink(path);
  }

  async removeTree(path: string): Promise<void> {
    this.#fail();
    await this.#disk.removeTree(path);
  }

  async makeFolder(path: string): Promise<void> {
    this.#fail();
    await this.#disk.makeFolder(path);
  }

  async list(path: string): Promise<string[]> {
    this.#fail();
    return this.#disk.list(path);
  }

  async stat(path: string): Promise<{ bytes: number; modified: number } | null> {
    this.#fail();
    return this.#disk.stat(path);
  }

  async touch(path: string, instant: number): Promise<void> {
    this.#fail();
    await this.#disk.touch(path, instant);
  }

  /** Of a full disk, too, this can be asked. */
  space(path: string): Promise<{ free: number; total: number }> {
    return this.#disk.space(path);
  }

  async syncFolder(path: string): Promise<void> {
    this.#fail();
    await this.#disk.syncFolder(path);
  }
}
