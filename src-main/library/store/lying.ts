import { diskFailure, type Disk } from './disk.ts';

/** What lies in the folder of the exam that is being downloaded: one look at it for all, and whatever comes from then on. */
export class Lying {
  readonly #disk: Disk;
  #current: { readonly folder: string; readonly names: Set<string> } | null = null;

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  /** Rejects with `AppFailure`. */
  async in(folder: string): Promise<(name: string) => boolean> {
    const listed = await this.#disk.list(folder).catch((error: unknown) => {
      throw diskFailure(error, 'reading a folder');
    });
    const names = new Set(listed);
    this.#current = { folder, names };
    return (name) => names.has(name);
  }

  came(folder: string, name: string): void {
    if (this.#current?.folder === folder) this.#current.names.add(name);
  }
}
