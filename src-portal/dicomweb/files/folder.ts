import { randomUUID } from 'node:crypto';
import { mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isUid } from '../uid.ts';

interface Uids {
  readonly studyUid: string;
  readonly seriesUid: string;
  readonly instanceUid: string;
}

/** The folder that image files lie in: STUDY/SERIES/INSTANCE.dcm. */
export class ImageFolder {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  pathOf({ studyUid, seriesUid, instanceUid }: Uids): string {
    // Nothing but digits and dots ever becomes part of a path.
    if (![studyUid, seriesUid, instanceUid].every(isUid)) throw new Error('not a UID');
    return join(this.#root, studyUid, seriesUid, `${instanceUid}.dcm`);
  }

  /** A path for bytes that are still coming in, on the same file system. */
  async newStagingPath(): Promise<string> {
    const folder = join(this.#root, 'incoming');
    await mkdir(folder, { recursive: true });
    return join(folder, `${randomUUID()}.part`);
  }

  /** Moves a staged file to its place; replaces what an interrupted run left there. */
  async place(stagedPath: string, uids: Uids): Promise<void> {
    const path = this.pathOf(uids);
    await mkdir(dirname(path), { recursive: true });
    await rename(stagedPath, path);
  }
}
