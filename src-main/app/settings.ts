import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Slot } from '../session/memory.ts';

/** What the application remembers in clear (`settings.json` in its folder): preferences, window places, known accounts. */
export interface Settings {
  /** One named value. What lies there in another shape, by hand or from another version, counts as absent. */
  slot<T>(name: string, schema: z.ZodType<T>, otherwise: T): Slot<T>;
}

/** Read once: this process alone writes there. */
export function openSettings(folder: string): Settings {
  const file = join(folder, 'settings.json');
  let values = read(file);
  return {
    slot: (name, schema, otherwise) => ({
      get: () => {
        const found = schema.safeParse(values[name]);
        return found.success ? found.data : otherwise;
      },
      set: (value) => {
        const next = { ...values, [name]: value };
        mkdirSync(folder, { recursive: true });
        replace(file, JSON.stringify(next, null, 2));
        values = next;
      },
    }),
  };
}

/** A file that cannot be read is started anew: nothing in it is worth a start that fails. */
function read(file: string): Readonly<Record<string, unknown>> {
  try {
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof found === 'object' && found !== null ? { ...found } : {};
  } catch {
    return {};
  }
}

/** Whole or not at all: a full disk or a pulled plug leaves what was there before. */
function replace(file: string, text: string): void {
  const beside = `${file}.new`;
  const descriptor = openSync(beside, 'w', 0o600);
  try {
    writeFileSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  try {
    renameSync(beside, file);
  } catch (error) {
    // Windows: another program, a virus scanner say, has the file open just now.
    if (process.platform !== 'win32') throw error;
    writeFileSync(file, text, { mode: 0o600 });
  }
}
