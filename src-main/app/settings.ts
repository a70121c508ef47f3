import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileSync } from 'atomically';
import { z } from 'zod';
import type { Slot } from '../session/memory.ts';

/** What the application remembers in clear (`settings.json` in its folder): preferences, window places, known accounts. */
export interface Settings {
  /** One named value. What lies there in another shape, by hand or from another version, counts as absent. */
  slot<T>(name: string, schema: z.ZodType<T>, otherwise: T): Slot<T>;
}

const fileSchema = z.record(z.string(), z.unknown());

/** Read once, written whole at each change. */
export function openSettings(folder: string): Settings {
  const file = join(folder, 'settings.json');
  const values = new Map(Object.entries(readSettings(file)));
  return {
    slot: (name, schema, otherwise) => ({
      get: () => {
        const found = schema.safeParse(values.get(name));
        return found.success ? found.data : otherwise;
      },
      set: (value) => {
        values.set(name, value);
        mkdirSync(folder, { recursive: true });
        writeFileSync(file, JSON.stringify(Object.fromEntries(values), null, 2), { mode: 0o600 });
      },
    }),
  };
}

/** A file that cannot be read is started anew: nothing in it is worth a start that fails. */
function readSettings(file: string): Record<string, unknown> {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}
