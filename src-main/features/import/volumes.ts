import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { basename, join } from 'node:path';
import type { Volume } from '../../../src-shared/domain/import.ts';

interface FoundVolume extends Volume {
  readonly path: string;
}

/** Where a system shows its discs and sticks: folders that hold one each, or the volumes themselves. */
export function volumePlaces(platform: NodeJS.Platform): { parents: string[]; volumes: string[] } {
  switch (platform) {
    case 'darwin':
      return { parents: ['/Volumes'], volumes: [] };
    case 'win32':
      // A and B were floppies; the system's own is none that somebody puts in.
      return {
        parents: [],
        volumes: Array.from('DEFGHIJKLMNOPQRSTUVWXYZ', (letter) => `${letter}:\\`),
      };
    default: {
      const { username } = userInfo();
      return { parents: [`/run/media/${username}`, `/media/${username}`, '/media'], volumes: [] };
    }
  }
}

/** A table of contents, or the folder that devices write instead (IHE PDI). */
const isMedical = (names: readonly string[]): boolean =>
  names.some((name) => /^(DICOMDIR(;1)?|DICOM|IHE_PDI)\.?$/i.test(name));

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

async function findVolumes(places: ReturnType<typeof volumePlaces>): Promise<FoundVolume[]> {
  const paths = [...places.volumes];
  for (const parent of places.parents)
    paths.push(...(await namesIn(parent)).map((name) => join(parent, name)));
  const found = await Promise.all(
    paths.map(async (path) => {
      if (!isMedical(await namesIn(path))) return null;
      const id = createHash('sha256').update(path).digest('hex').slice(0, 16);
      return { id, path, name: basename(path) === '' ? path : basename(path) };
    }),
  );
  return found.filter((volume) => volume !== null);
}

export interface VolumesOptions {
  /** A folder that holds volumes, instead of the system's; for tests. */
  readonly folder: string | null;
  readonly platform: NodeJS.Platform;
  readonly onChange: (volumes: Volume[]) => void;
  /** Is one of our windows in front? An application that nobody looks at does nothing. */
  readonly inUse: () => boolean;
}

const LOOK_EVERY_MS = 3_000;

/**
 * The CDs and USB sticks in this computer that hold medical images. No platform tells of them all in one way without
 * native code, and a look at a few folders costs little: so they are looked at every few seconds while somebody is there,
 * and once more by who knows that somebody came back (`look`).
 */
export class Volumes {
  readonly #options: VolumesOptions;
  #found: FoundVolume[] = [];

  constructor(options: VolumesOptions) {
    this.#options = options;
  }

  /** Returns the function that stops it. */
  watch(): () => void {
    void this.look();
    const timer = setInterval(() => {
      if (this.#options.inUse()) void this.look();
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }

  async look(): Promise<void> {
    const { folder, platform, onChange } = this.#options;
    const found = await findVolumes(
      folder === null ? volumePlaces(platform) : { parents: [folder], volumes: [] },
    );
    const same =
      found.length === this.#found.length && found.every(({ id }, index) => id === this.#found[index]?.id);
    this.#found = found;
    if (!same) onChange(this.list());
  }

  list(): Volume[] {
    return this.#found.map(({ id, name }) => ({ id, name }));
  }

  find(volumeId: string): { path: string; name: string } | undefined {
    return this.#found.find(({ id }) => id === volumeId);
  }
}
