import {
  defaultPreferences,
  preferencesSchema,
  type Preferences,
} from '../../src-shared/domain/preferences.ts';
import { languageFor, type Language } from '../../src-shared/i18n/catalogues.ts';
import type { Slot } from '../session/memory.ts';
import type { Settings } from './settings.ts';

/** A preference that is missing, or of no use, falls back alone. */
const lenient = preferencesSchema.extend({
  language: preferencesSchema.shape.language.catch(defaultPreferences.language),
  theme: preferencesSchema.shape.theme.catch(defaultPreferences.theme),
  textSize: preferencesSchema.shape.textSize.catch(defaultPreferences.textSize),
  notifications: preferencesSchema.shape.notifications.catch(defaultPreferences.notifications),
  cacheGigabytes: preferencesSchema.shape.cacheGigabytes.catch(defaultPreferences.cacheGigabytes),
  idleLockMinutes: preferencesSchema.shape.idleLockMinutes.catch(defaultPreferences.idleLockMinutes),
});

/** What the person chose. Whoever listens hears each change. */
export class PreferenceStore {
  readonly #slot: Slot<Preferences>;
  readonly #listeners = new Set<(preferences: Preferences) => void>();
  readonly systemLanguage: Language;

  constructor(settings: Settings, systemLocale: string) {
    this.#slot = settings.slot('preferences', lenient, defaultPreferences);
    this.systemLanguage = languageFor(systemLocale);
  }

  get current(): Preferences {
    return this.#slot.get();
  }

  /** The language spoken now. */
  get language(): Language {
    const { language } = this.current;
    return language === 'system' ? this.systemLanguage : language;
  }

  change(change: Partial<Preferences>): Preferences {
    this.#slot.set({ ...this.current, ...change });
    const { current } = this;
    for (const listener of this.#listeners) listener(current);
    return current;
  }

  onChange(listener: (preferences: Preferences) => void): void {
    this.#listeners.add(listener);
  }
}
