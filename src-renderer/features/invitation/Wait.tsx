import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

export interface WaitProps {
  /** By this computer's clock, milliseconds since 1970. */
  readonly until: number;
  readonly onOver: () => void;
}

const secondsUntil = (until: number): number => Math.max(0, Math.ceil((until - Date.now()) / 1000));

/** The time that a blocked share stays so, counting down. */
export function Wait({ until, onOver }: WaitProps) {
  const { t } = useTranslation();
  const [left, setLeft] = useState(() => secondsUntil(until));
  useEffect(() => {
    const timer = setInterval(() => {
      setLeft(secondsUntil(until));
      if (secondsUntil(until) === 0) onOver();
    }, 250);
    return () => clearInterval(timer);
  }, [until, onOver]);
  return (
    <p className="invitation-wait">
      {t('invitation.retryIn')}{' '}
      <strong role="timer">
        {t('signIn.countdown', {
          minutes: Math.floor(left / 60),
          seconds: String(left % 60).padStart(2, '0'),
        })}
      </strong>
    </p>
  );
}
