import type { z } from 'zod';
import type { Slot } from '../session/memory.ts';
import type { Log } from './log.ts';

/** What the application remembers in clear (`settings.json` in its folder): preferences, window places, known accounts. */
export interface Settings {
  /** One named value. What lies there in another shape, by hand or from another version, counts as absent. */
  slot<T>(name: string, schema: z.ZodType<T>, otherwise: T): Slot<T>;
}

/** A file of named values, as electron-store keeps it. */
export interface SettingsFile {
  get(name: string): unknown;
  set(values: Readonly<Record<string, unknown>>): void;
}

/**
 * A disk that is full or refuses must not keep a person from signing in to see their exams: what it does not take counts until
 * the application ends, and is written with the next change that it does take.
 */
export function settingsIn(file: SettingsFile, log: Log): Settings {
  const unwritten = new Map<string, unknown>();
  return {
    slot: (name, schema, otherwise) => ({
      get: () => {
        const found = schema.safeParse(unwritten.has(name) ? unwritten.get(name) : file.get(name));
        return found.success ? found.data : otherwise;
      },
      set: (value) => {
        unwritten.set(name, value);
        try {
          file.set(Object.fromEntries(unwritten));
          unwritten.clear();
        } catch (error) {
          log.warn('settings not written', { name, error });
        }
      },
    }),
  };
}
