import { Notification } from 'electron';
import type { Language } from '../../src-shared/i18n/catalogues.ts';
import { textsIn } from './texts.ts';

type What = 'newDocuments' | 'emergencyAccess';

/** The last of each kind: one that nothing refers to may be collected, and its click with it. */
const shown = new Map<What, Notification>();

/** Says that something happened, and no more: a notification shows on a locked screen. */
export function notify(language: Language, what: What, onClick: () => void): void {
  if (!Notification.isSupported()) return;
  const t = textsIn(language).notification;
  // It says the same: once is enough.
  shown.get(what)?.close();
  const notification = new Notification({ title: t.title, body: t[what] });
  notification.on('click', onClick);
  notification.show();
  shown.set(what, notification);
}
