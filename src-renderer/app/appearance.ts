import type { Preferences } from '../../src-shared/domain/preferences.ts';

export type Theme = 'light' | 'dark';

const darkSystem = (): MediaQueryList => window.matchMedia('(prefers-color-scheme: dark)');

export function themeOf(preferences: Preferences): Theme {
  if (preferences.theme !== 'system') return preferences.theme;
  return darkSystem().matches ? 'dark' : 'light';
}

/** Puts theme and text size on `<html>`, where the tokens read them. Returns the function that stops following the system. */
export function applyAppearance(preferences: Preferences, changed: () => void = () => undefined): () => void {
  const { documentElement: html } = document;
  const apply = (): void => {
    html.dataset['theme'] = themeOf(preferences);
    setTextSize(String(preferences.textSize / 100));
    changed();
  };
  apply();
  const system = darkSystem();
  system.addEventListener('change', apply);
  return () => system.removeEventListener('change', apply);
}

/**
 * Chromium keeps the answers of `@container (width < …rem)` when the size of a rem changes, until a container has another
 * width: each gets one for a moment, between two frames.
 */
function setTextSize(size: string): void {
  const { documentElement: html, body } = document;
  if (html.style.getPropertyValue('--text-size') === size) return;
  html.style.setProperty('--text-size', size);
  body.style.paddingInlineEnd = '1px';
  body.getBoundingClientRect();
  body.style.paddingInlineEnd = '';
}
