import type { PreferenceStore } from '../../app/preferences.ts';
import type { HandlersOf } from '../../ipc/handlers.ts';

export const preferenceHandlers = (preferences: PreferenceStore): HandlersOf<'preferences.set'> => ({
  'preferences.set': (change) => preferences.change(definedOf(change)),
});

/** Zod's `partial` lets `undefined` through; it changes nothing. */
function definedOf<T extends object>(change: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
