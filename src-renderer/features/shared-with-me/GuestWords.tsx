import { CalendarClock, MessageSquareQuote, UserRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../src-shared/domain/account.ts';
import { useFormat } from '../../ui/words/format.ts';

/** For a guest: who shares, until when, and what they wrote. */
export function GuestWords({ share }: { readonly share: NonNullable<Account['share']> }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <section className="shared-guest" aria-label={t('sharedWithMe.about')}>
      <p className="shared-guest-line">
        <UserRound aria-hidden className="ui-icon" />
        <span>{t('sharedWithMe.by', { name: share.sharedBy })}</span>
      </p>
      <p className="shared-guest-line">
        <CalendarClock aria-hidden className="ui-icon" />
        <span>{t('sharedWithMe.untilFull', { when: format.dateTime(share.endsAt) })}</span>
      </p>
      {share.message !== null && (
        <div className="shared-guest-line">
          <MessageSquareQuote aria-hidden className="ui-icon" />
          <blockquote className="selectable">{share.message}</blockquote>
        </div>
      )}
      <p className="ui-muted">{t('sharedWithMe.guestTold', { name: share.sharedBy })}</p>
    </section>
  );
}
