import {
  ArrowRight,
  CircleCheck,
  FolderOpen,
  History,
  Inbox,
  Share2,
  UsersRound,
  type LucideIcon,
} from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../src-shared/domain/account.ts';
import { appErrorOf } from '../../bridge/call.ts';
import { useExams, useNewDocuments } from '../../bridge/queries.ts';
import { ErrorState } from '../../ui/states/ErrorState.tsx';
import { FreshnessNotice } from '../../ui/notices/FreshnessNotice.tsx';
import { Page } from '../../ui/frames/Page.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import { NewDocumentCard } from './NewDocumentCard.tsx';
import { Novelties } from './Novelties.tsx';
import './home.css';

export interface HomePageProps {
  readonly account: Account;
  readonly onReadReport: (examId: string, reportId: string) => void;
  readonly onExams: () => void;
  /** For a patient only: the rest of the house. */
  readonly onHistory?: (() => void) | undefined;
  readonly onSharing?: ((examId: string | null) => void) | undefined;
  /** For whoever looks at others' exams. */
  readonly onPatients?: (() => void) | undefined;
  readonly onSharedWithMe?: (() => void) | undefined;
}

const allExams = {
  patient: 'home.allExams',
  guest: 'home.allExams',
  professional: 'home.patientsExams',
  administrator: 'home.everyonesExams',
} as const satisfies Record<Account['kind'], string>;

export function HomePage(props: HomePageProps) {
  const { account, onReadReport, onExams, onHistory, onSharing, onPatients, onSharedWithMe } = props;
  const { t } = useTranslation();
  const documents = useNewDocuments();
  const isPatient = account.kind === 'patient';
  const exams = useExams(!isPatient).data?.items;
  const patientOf = (examId: string): string | null =>
    exams?.find(({ id }) => id === examId)?.patient?.displayName ?? null;
  const count = documents.data?.items.length ?? 0;
  // Not before what stands above them, which would push them from under the hand that is about to press.
  const shortcuts = !documents.isPending && (
    <section className="ui-section" aria-labelledby="home-shortcuts">
      <h2 id="home-shortcuts">{t('home.shortcuts')}</h2>
      <div className="home-shortcuts">
        {onPatients && (
          <Shortcut
            icon={UsersRound}
            label={t('home.patients')}
            hint={t('home.patientsHint')}
            onPress={onPatients}
          />
        )}
        <Shortcut
          icon={FolderOpen}
          label={t(allExams[account.kind])}
          hint={t('home.allExamsHint')}
          onPress={onExams}
        />
        {onSharedWithMe && (
          <Shortcut
            icon={Inbox}
            label={t('sharedWithMe.title')}
            hint={t('home.sharedWithMeHint')}
            onPress={onSharedWithMe}
          />
        )}
        {onSharing && (
          <Shortcut
            icon={Share2}
            label={t('home.share')}
            hint={t('home.shareHint')}
            onPress={() => onSharing(null)}
          />
        )}
        {onHistory && (
          <Shortcut icon={History} label={t('home.whoSaw')} hint={t('home.whoSawHint')} onPress={onHistory} />
        )}
      </div>
    </section>
  );
  return (
    <Page
      title={t('home.hello', { name: account.displayName })}
      lead={documents.data && (count > 0 ? t('home.newDocuments', { count }) : undefined)}
    >
      {documents.isPending && <Skeleton lines={3} />}
      {documents.isError && !documents.data && (
        <ErrorState isList error={appErrorOf(documents.error)} onRetry={() => documents.refetch()} />
      )}
      {documents.data && (
        <>
          <FreshnessNotice freshness={documents.data.freshness} />
          {count > 0 ? (
            <ul className="home-documents" aria-label={t('home.newDocumentsLabel')}>
              {documents.data.items.map((document) => (
                <li key={document.id}>
                  <NewDocumentCard
                    document={document}
                    patientName={isPatient ? null : patientOf(document.examId)}
                    onReadReport={onReadReport}
                  />
                </li>
              ))}
            </ul>
          ) : (
            <NothingNew />
          )}
        </>
      )}
      {onHistory && onSharing ? (
        <Novelties accountId={account.id} onHistory={onHistory} onSharing={onSharing}>
          {shortcuts}
        </Novelties>
      ) : (
        shortcuts
      )}
    </Page>
  );
}

function NothingNew() {
  const { t } = useTranslation();
  return (
    <div className="home-nothing">
      <CircleCheck aria-hidden className="ui-icon" />
      <div>
        <p className="ui-notice-title">{t('home.nothingNew')}</p>
        <p className="ui-muted">{t('home.nothingNewMeaning')}</p>
      </div>
    </div>
  );
}

interface ShortcutProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly hint: string;
  readonly onPress: () => void;
}

function Shortcut({ icon: Icon, label, hint, onPress }: ShortcutProps) {
  return (
    <AriaButton className="home-shortcut" onPress={onPress}>
      <Icon aria-hidden className="ui-icon" />
      <span className="home-shortcut-words">
        <span className="home-shortcut-label">{label}</span>
        <span className="ui-muted">{hint}</span>
      </span>
      <ArrowRight aria-hidden className="ui-icon home-shortcut-arrow" />
    </AriaButton>
  );
}
