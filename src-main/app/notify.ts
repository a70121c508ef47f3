import { Notification } from 'electron';
import type { Language } from '../../src-shared/i18n/catalogues.ts';
import { textsIn } from './texts.ts';

/** Says that something happened, and no more: a notification shows on a locked screen. */
export function notify(
  language: Language,
  what: 'newDocuments' | 'emergencyAccess',
  onClick: () => void,
): void {
  if (!Notification.isSupported()) return;
  const t = textsIn(language).notification;
  const notification = new Notification({ title: t.title, body: t[what] });
  notification.on('click', onClick);
  notification.show();
}
