import type { TFunction } from 'i18next';

/** How long it still takes, as a person would say it: rounded, so that it does not flicker. */
export function timeLeft(t: TFunction, seconds: number): string {
  if (seconds < 45) return t('thisComputer.left.seconds');
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return t('thisComputer.left.minutes', { count: Math.max(1, minutes) });
  const hours = Math.round(minutes / 60);
  return hours <= 48 ? t('thisComputer.left.hours', { count: hours }) : t('thisComputer.left.days');
}
