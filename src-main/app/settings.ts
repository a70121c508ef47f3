import Store from 'electron-store';
import type { z } from 'zod';
import type { Slot } from '../session/memory.ts';

/** What the application remembers in clear (`settings.json` in its folder): preferences, window places, known accounts. */
export interface Settings {
  /** One named value. What lies there in another shape, by hand or from another version, counts as absent. */
  slot<T>(name: string, schema: z.ZodType<T>, otherwise: T): Slot<T>;
}

export function openSettings(folder: string): Settings {
  // A file that cannot be read is started anew: nothing in it is worth a start that fails.
  const store = new Store({ cwd: folder, name: 'settings', clearInvalidConfig: true, configFileMode: 0o600 });
  return {
    slot: (name, schema, otherwise) => ({
      get: () => {
        const found = schema.safeParse(store.get(name));
        return found.success ? found.data : otherwise;
      },
      set: (value) => store.set(name, value),
    }),
  };
}
