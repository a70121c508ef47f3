import type { Disk, DiskFile, NewFile } from './disk.ts';

const fault = (code: string): Error => Object.assign(new Error(code), { code });

/** What becomes of an operation, given its number: null, or the code that it fails with. */
export type Fault = (operation: number) => string | null;

/** Once is a full disk or a bad sector. */
export const failingAt =
  (at: number, code: string): Fault =>
  (operation) =>
    operation === at ? code : null;

/** For ever is a process that was killed. */
export const failingFrom =
  (from: number, code = 'EIO'): Fault =>
  (operation) =>
    operation >= from ? code : null;

/** For tests: a disk that fails. A write that fails has put half of its bytes down first, as a real one does. */
export class FaultyDisk implements Disk {
  readonly #disk: Disk;
  readonly #faultOf: Fault;
  operations = 0;

  constructor(disk: Disk, faultOf: Fault = () => null) {
    this.#disk = disk;
    this.#faultOf = faultOf;
  }

  #fail(): void {
    const code = this.#faultOf(this.operations++);
    if (code !== null) throw fault(code);
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
        const code = this.#faultOf(this.operations++);
        if (code !== null) {
          const whole = Buffer.concat(pieces);
          file.write([whole.subarray(0, whole.byteLength / 2)]);
          throw fault(code);
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
