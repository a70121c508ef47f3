import { useMutation } from '@tanstack/react-query';
import { ShieldAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemporaryAccess } from '../../../src-shared/domain/patient.ts';
import { call } from '../../bridge/call.ts';
import { useTemporaryAccess } from '../../bridge/queries.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { tellDone } from '../../ui/notices/toasts.tsx';
import { useFocusOnward } from '../../ui/focus/use-focus-onward.ts';
import { timeLeft } from './time-left.ts';
import './patients.css';

export interface TemporaryAccessBannerProps {
  readonly onPatient: (patientId: string) => void;
}

const none: readonly TemporaryAccess[] = [];

/** As long as a glass is broken, every page says so, and how long it lasts. */
export function TemporaryAccessBanner({ onPatient }: TemporaryAccessBannerProps) {
  const { data: open = none } = useTemporaryAccess(true);
  const now = useNow(open);
  return open
    .filter(({ endsAt }) => Date.parse(endsAt) > now)
    .map((access) => <Banner key={access.id} access={access} now={now} onPatient={onPatient} />);
}

interface BannerProps extends TemporaryAccessBannerProps {
  readonly access: TemporaryAccess;
  readonly now: number;
}

function Banner({ access, now, onPatient }: BannerProps) {
  const { t } = useTranslation();
  const focusOnward = useFocusOnward();
  const name = access.patient.displayName;
  const end = useMutation({
    mutationFn: () => call('breakGlass.end', { accessId: access.id }),
    onSuccess: () => tellDone(t('breakGlass.ended')),
  });
  const { hours, minutes } = timeLeft(access, now);
  return (
    <section ref={focusOnward} className="break-glass-banner" aria-label={t('breakGlass.banner', { name })}>
      <ShieldAlert aria-hidden className="ui-icon" />
      <p>
        <strong>{t('breakGlass.banner', { name })}</strong>
        <span>
          {hours > 0
            ? t('breakGlass.leftHours', { hours, minutes: String(minutes).padStart(2, '0') })
            : t('breakGlass.leftMinutes', { count: minutes })}
        </span>
      </p>
      <div className="break-glass-actions">
        <Button onPress={() => onPatient(access.patient.id)}>{t('breakGlass.toRecord')}</Button>
        <Button
          variant="quiet"
          isPending={end.isPending}
          aria-label={t('breakGlass.endNamed', { name })}
          onPress={() => end.mutate()}
        >
          {t('breakGlass.end')}
        </Button>
      </div>
    </section>
  );
}

/** Often enough for minutes, and at the very end of each. */
function useNow(open: readonly TemporaryAccess[]): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const left = open.map(({ endsAt }) => Date.parse(endsAt) - now).filter((each) => each > 0);
    const timer = setTimeout(() => setNow(Date.now()), Math.min(15_000, ...left));
    return () => clearTimeout(timer);
  }, [open, now]);
  return now;
}
