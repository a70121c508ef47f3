import { CircleAlert, CircleCheck, X } from 'lucide-react';
import {
  Button as AriaButton,
  Text,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../src-shared/errors.ts';
import { errorWords } from '../words/error-words.ts';
import './toasts.css';

type Message =
  { readonly kind: 'done'; readonly text: string } | { readonly kind: 'failed'; readonly error: AppError };

const queue = new ToastQueue<Message>({ maxVisibleToasts: 3 });

/** As long as somebody who reads slowly needs for a letter. */
const letterMs = 90;

/** Says that something was done; goes away by itself, but not under the pointer or the focus. */
export const tellDone = (text: string): void =>
  void queue.add({ kind: 'done', text }, { timeout: Math.max(6_000, letterMs * text.length) });

/** When each failure that still stands was told, by its toast's key. */
const told = new Map<string, number>();
/** What was told only just now may not have been read. */
const unreadMs = 3_000;

/** Says that something failed; stays until it is closed, or the person goes on to something else. Said again, it stands once. */
export function tellFailed(error: AppError): void {
  for (const { key, content } of queue.visibleToasts)
    if (content.kind === 'failed' && content.error.code === error.code) queue.close(key);
  const key = queue.add({ kind: 'failed', error }, { onClose: () => told.delete(key) });
  told.set(key, Date.now());
}

/** The person goes on: what failed before would only lie on what they see now. */
export function leaveFailures(): void {
  for (const [key, at] of told) if (Date.now() - at > unreadMs) queue.close(key);
}

/** Whoever comes now may be another: nothing is left standing of what the last one did. */
export function dropMessages(): void {
  told.clear();
  queue.clear();
}

export function Toasts() {
  const { t } = useTranslation();
  return (
    <ToastRegion queue={queue} className="ui-toasts" aria-label={t('common.messages')}>
      {({ toast }) => (
        <Toast toast={toast} className={`ui-toast ui-toast-${toast.content.kind}`}>
          {toast.content.kind === 'done' ? (
            <CircleCheck aria-hidden className="ui-icon" />
          ) : (
            <CircleAlert aria-hidden className="ui-icon" />
          )}
          <ToastContent className="ui-toast-text">
            <MessageWords message={toast.content} />
          </ToastContent>
          <AriaButton
            slot="close"
            className="ui-button ui-button-icon ui-toast-close"
            aria-label={t('common.close')}
          >
            <X aria-hidden className="ui-icon" />
          </AriaButton>
        </Toast>
      )}
    </ToastRegion>
  );
}

function MessageWords({ message }: { readonly message: Message }) {
  const { t } = useTranslation();
  if (message.kind === 'done') return <Text slot="title">{message.text}</Text>;
  const words = errorWords(t, message.error);
  return (
    <>
      <Text slot="title" className="ui-notice-title">
        {words.what}
      </Text>
      <Text slot="description">
        {words.meaning} {words.remedy}
      </Text>
    </>
  );
}
