import { CalendarClock, Eye, History, Siren } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccessEvent } from '../../../src-shared/domain/access.ts';
import type { Share } from '../../../src-shared/domain/share.ts';
import { useAccount, useHistory, useShares } from '../../bridge/queries.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { useFormat } from '../../ui/words/format.ts';
import { laterOf, lastVisit, noteVisit } from './last-visit.ts';
import { daysLeft, othersSince } from './novelties.ts';

export interface NoveltiesProps {
  readonly accountId: string;
  readonly onHistory: () => void;
  readonly onSharing: (examId: string | null) => void;
  /** What stands below: it comes once it is known what stands here, and so is not moved. */
  readonly children: ReactNode;
}

const noFilter = {};

/** What changed since the last visit. Says nothing where nothing did, and where it cannot be known. */
export function Novelties({ accountId, onHistory, onSharing, children }: NoveltiesProps) {
  const { t } = useTranslation();
  const account = useAccount();
  const history = useHistory(noFilter);
  const shares = useShares();
  const [now] = useState(() => Date.now());
  const [visit] = useState(() => lastVisit(accountId));
  useEffect(() => noteVisit(accountId), [accountId]);
  const events =
    history.data && account.data
      ? othersSince(history.data.items, laterOf(visit, account.data.account.lastSignInAt))
      : [];
  const ending = (shares.data?.items ?? []).filter((share) => daysLeft(share, now) !== null);
  if (history.isPending || shares.isPending || account.isPending) return null;
  return (
    <>
      {(events.length > 0 || ending.length > 0) && (
        <section className="ui-section" aria-labelledby="home-novelties">
          <div className="home-section-head">
            <h2 id="home-novelties">{t('home.novelties')}</h2>
            <Button variant="quiet" icon={History} onPress={onHistory}>
              {t('home.seeHistory')}
            </Button>
          </div>
          <ul className="home-novelties">
            {ending.map((share) => (
              <EndingShare
                key={share.id}
                share={share}
                days={daysLeft(share, now) ?? 0}
                onSharing={onSharing}
              />
            ))}
            {events.map((event) => (
              <Access key={event.id} event={event} />
            ))}
          </ul>
        </section>
      )}
      {children}
    </>
  );
}

interface EndingShareProps extends Pick<NoveltiesProps, 'onSharing'> {
  readonly share: Share;
  readonly days: number;
}

function EndingShare({ share, days, onSharing }: EndingShareProps) {
  const { t } = useTranslation();
  const name = share.recipientName ?? share.recipientEmail;
  return (
    <li className="home-novelty">
      <CalendarClock aria-hidden className="ui-icon" />
      <p>{days === 0 ? t('home.shareEndsToday', { name }) : t('home.shareEnds', { name, count: days })}</p>
      <Button onPress={() => onSharing(share.exams[0]?.id ?? null)}>{t('home.extend')}</Button>
    </li>
  );
}

function Access({ event }: { readonly event: AccessEvent }) {
  const { t } = useTranslation();
  const format = useFormat();
  const emergency = event.action === 'break-glass';
  const Icon = emergency ? Siren : Eye;
  const facts = {
    name: event.person.displayName,
    exam: event.exam?.label ?? '',
    when: format.recent(event.at),
  };
  return (
    <li className={`home-novelty ${emergency ? 'home-novelty-emergency' : ''}`}>
      <Icon aria-hidden className="ui-icon" />
      <p>{event.exam ? t(`home.access.${event.action}`, facts) : t('home.access.record', facts)}</p>
    </li>
  );
}
