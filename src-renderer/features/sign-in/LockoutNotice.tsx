import { Timer } from 'lucide-react';
import { useTranslation } from 'react-i18next';

export interface LockoutNoticeProps {
  readonly secondsLeft: number;
}

/** A blocked account: what happened, and the time that remains, counting down. */
export function LockoutNotice({ secondsLeft }: LockoutNoticeProps) {
  const { t } = useTranslation();
  const minutes = Math.floor(secondsLeft / 60);
  const seconds = String(secondsLeft % 60).padStart(2, '0');
  return (
    <div className="ui-notice ui-notice-warn sign-in-lockout">
      <Timer aria-hidden className="ui-icon" />
      <div className="ui-notice-text">
        <div role="alert">
          <p className="ui-notice-title">{t('errors.account-locked.what')}</p>
          <p>{t('errors.account-locked.meaning')}</p>
        </div>
        <p>
          {t('signIn.retryIn')}{' '}
          <strong className="sign-in-countdown" role="timer">
            {t('signIn.countdown', { minutes, seconds })}
          </strong>
        </p>
      </div>
    </div>
  );
}
