import { create } from 'zustand';
import { defaultPreferences, type Preferences } from '../../src-shared/domain/preferences.ts';
import { call } from './call.ts';

export const usePreferences = create<Preferences>(() => defaultPreferences);

export async function watchPreferences(): Promise<() => void> {
  const stop = window.emage.on('preferences.changed', (preferences) =>
    usePreferences.setState(preferences, true),
  );
  usePreferences.setState(await call('preferences.get'), true);
  return stop;
}

/** Shows at once, then keeps; what main could not keep is shown as it was. */
export async function changePreferences(change: Partial<Preferences>): Promise<void> {
  const before = usePreferences.getState();
  usePreferences.setState(change);
  try {
    usePreferences.setState(await call('preferences.set', change), true);
  } catch (thrown) {
    usePreferences.setState(before, true);
    throw thrown;
  }
}
