import { ArrowLeft, History, Share2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Exam } from '../../../src-shared/domain/exam.ts';
import type { Portal } from '../../../src-shared/domain/portal.ts';
import { useExams, useShares } from '../../bridge/queries.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { useFormat } from '../../ui/words/format.ts';
import { FreshnessNotice } from '../../ui/notices/FreshnessNotice.tsx';
import { OfflineNotice } from '../../ui/notices/OfflineNotice.tsx';
import { Page } from '../../ui/frames/Page.tsx';
import { RecentAccess } from './RecentAccess.tsx';
import { ShareDialog } from './ShareDialog.tsx';
import { SharedWith } from './SharedWith.tsx';
import './sharing.css';

export interface SharingPageProps {
  readonly portal: Portal;
  /** One exam's sharing, or everything. */
  readonly examId: string | null;
  readonly online: boolean;
  readonly onBack: () => void;
  readonly onHistory: () => void;
}

const noExams: readonly Exam[] = [];

/** With whom exams are shared, and who looked: the two sides of the same question (L8, L13). */
export function SharingPage({ portal, examId, online, onBack, onHistory }: SharingPageProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [sharing, setSharing] = useState(false);
  const { data: examList } = useExams();
  const freshness = useShares().data?.freshness;
  const exams = examList?.items ?? noExams;
  const exam = examId === null ? undefined : exams.find(({ id }) => id === examId);
  return (
    <Page
      title={exam ? t('sharing.titleOf', { exam: exam.label }) : t('sharing.title')}
      lead={exam ? `${format.date(exam.date)} · ${exam.establishment.name}` : t('sharing.lead')}
      actions={
        <>
          {examId !== null && (
            <Button variant="quiet" icon={ArrowLeft} onPress={onBack}>
              {t('common.back')}
            </Button>
          )}
          <Button variant="primary" icon={Share2} isDisabled={!online} onPress={() => setSharing(true)}>
            {exam ? t('sharing.shareThis') : t('sharing.shareOne')}
          </Button>
        </>
      }
    >
      {!online && freshness?.source !== 'this-computer' && (
        <OfflineNotice>{t('sharing.offline')}</OfflineNotice>
      )}
      <FreshnessNotice freshness={freshness}>{!online && t('sharing.offline')}</FreshnessNotice>
      <div className="sharing">
        <SharedWith examId={examId} portal={portal} online={online} place="page" />
        <section className="sharing-section" aria-labelledby="sharing-access">
          <div className="sharing-head">
            <h2 id="sharing-access">{t('sharing.seenBy')}</h2>
            <Button variant="quiet" icon={History} onPress={onHistory}>
              {t('home.seeHistory')}
            </Button>
          </div>
          <RecentAccess examId={examId} atMost={8} />
        </section>
      </div>
      {sharing && (
        <ShareDialog portal={portal} exams={exams} chosen={examId} onClose={() => setSharing(false)} />
      )}
    </Page>
  );
}
