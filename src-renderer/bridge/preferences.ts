import { replaceEqualDeep } from '@tanstack/react-query';
import { create } from 'zustand';
import { defaultPreferences, type Preferences } from '../../src-shared/domain/preferences.ts';
import { call } from './call.ts';

export const usePreferences = create<Preferences>(() => defaultPreferences);

/** What was said before is not drawn anew. */
export const showPreferences = (preferences: Preferences): void =>
  usePreferences.setState((before) => replaceEqualDeep(before, preferences), true);

export async function watchPreferences(): Promise<() => void> {
  const stop = window.emage.on('preferences.changed', showPreferences);
  showPreferences(await call('preferences.get'));
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
