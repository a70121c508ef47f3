import { Inbox, LogOut, SearchX } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../src-shared/domain/account.ts';
import type { Exam } from '../../../src-shared/domain/exam.ts';
import { appErrorOf } from '../../bridge/call.ts';
import { useLibrary, useSharedWithMe } from '../../bridge/queries.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { EmptyState } from '../../ui/states/EmptyState.tsx';
import { ErrorState } from '../../ui/states/ErrorState.tsx';
import { matches } from '../../ui/words/fold.ts';
import { FreshnessNotice } from '../../ui/notices/FreshnessNotice.tsx';
import { Page } from '../../ui/frames/Page.tsx';
import { SearchField } from '../../ui/fields/SearchField.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import { GuestWords } from './GuestWords.tsx';
import { SharedExam } from './SharedExam.tsx';
import './shared-with-me.css';

export interface SharedWithMePageProps {
  readonly account: Account;
  /** For a guest. */
  readonly onEndVisit: () => void;
  readonly onReadReport: (examId: string, reportId: string) => void;
}

/** From so many on, people look for one. */
const worthSearching = 5;

/** What others share with whoever is here: a guest sees one share, an account all that were sent to its address. */
export function SharedWithMePage({ account, onEndVisit, onReadReport }: SharedWithMePageProps) {
  const { t } = useTranslation();
  const shared = useSharedWithMe();
  const isGuest = account.kind === 'guest';
  return (
    <Page
      title={t(isGuest ? 'sharedWithMe.guestTitle' : 'sharedWithMe.title')}
      lead={isGuest ? undefined : t('sharedWithMe.lead')}
      actions={
        isGuest ? (
          <Button icon={LogOut} onPress={onEndVisit}>
            {t('shell.endVisit')}
          </Button>
        ) : undefined
      }
    >
      {account.share && <GuestWords share={account.share} />}
      {shared.isPending && <Skeleton lines={5} />}
      {shared.isError && !shared.data && (
        <ErrorState error={appErrorOf(shared.error)} onRetry={() => shared.refetch()} />
      )}
      {shared.data?.items.length === 0 && (
        <EmptyState icon={Inbox} title={t('sharedWithMe.empty')}>
          {t('sharedWithMe.emptyMeaning')}
        </EmptyState>
      )}
      {shared.data && shared.data.items.length > 0 && (
        <>
          <FreshnessNotice freshness={shared.data.freshness} />
          <Exams exams={shared.data.items} isGuest={isGuest} onReadReport={onReadReport} />
        </>
      )}
    </Page>
  );
}

interface ExamsProps extends Pick<SharedWithMePageProps, 'onReadReport'> {
  readonly exams: readonly Exam[];
  readonly isGuest: boolean;
}

function Exams({ exams, isGuest, onReadReport }: ExamsProps) {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const library = useLibrary();
  const entries = useMemo(
    () => new Map((library.data ?? []).map((entry) => [entry.examId, entry])),
    [library.data],
  );
  const found = exams.filter((exam) =>
    matches(words, [exam.label, exam.shared?.by, exam.establishment.name, exam.bodyRegion].join(' ')),
  );
  return (
    <>
      {exams.length >= worthSearching && (
        <SearchField label={t('sharedWithMe.search')} value={words} onChange={setWords} />
      )}
      <p className="shared-count" role="status">
        {t('sharedWithMe.count', { count: found.length })}
      </p>
      {found.length === 0 && (
        <EmptyState icon={SearchX} title={t('sharedWithMe.nothingFound')}>
          {t('sharedWithMe.nothingFoundMeaning')}
        </EmptyState>
      )}
      <ul className="shared-list">
        {found.map((exam) => (
          <li key={exam.id}>
            <SharedExam
              exam={exam}
              isGuest={isGuest}
              entry={entries.get(exam.id)}
              onReadReport={onReadReport}
            />
          </li>
        ))}
      </ul>
    </>
  );
}
