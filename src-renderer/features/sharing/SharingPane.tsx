import { History, Share2 } from 'lucide-react';
import { useId, useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Exam } from '../../../src-shared/domain/exam.ts';
import type { Portal } from '../../../src-shared/domain/portal.ts';
import { useExams } from '../../bridge/queries.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { useFormat } from '../../ui/words/format.ts';
import { RecentAccess } from './RecentAccess.tsx';
import { ShareDialog } from './ShareDialog.tsx';
import { SharedWith } from './SharedWith.tsx';
import './sharing.css';

export interface SharingPaneProps {
  readonly portal: Portal;
  readonly online: boolean;
  /** The exam chosen beside it; null for all exams. */
  readonly exam: Exam | null;
  readonly heading: Ref<HTMLHeadingElement>;
  readonly onHistory: () => void;
  /** To the page about this exam's sharing, or everyone's. */
  readonly onPage: (examId: string | null) => void;
}

/** Beside the list of exams: with whom the chosen one is shared, and who opened it. */
export function SharingPane({ portal, online, exam, heading, onHistory, onPage }: SharingPaneProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const title = useId();
  const access = useId();
  const [sharing, setSharing] = useState(false);
  const { data } = useExams();
  const isShareable = !exam?.shared;
  return (
    <aside className="sharing-pane" aria-labelledby={title}>
      <div className="sharing-pane-head">
        <p className="sharing-pane-kind">{t('sharing.title')}</p>
        <h2 id={title} ref={heading} tabIndex={-1}>
          {exam ? exam.label : t('sharing.everyExam')}
        </h2>
        <p className="ui-muted">{exam ? format.shortDate(exam.date) : t('sharing.chooseOne')}</p>
      </div>
      {isShareable && (
        <Button
          variant={exam ? 'primary' : 'secondary'}
          icon={Share2}
          isDisabled={!online}
          onPress={() => setSharing(true)}
        >
          {exam ? t('sharing.shareThis') : t('sharing.shareOne')}
        </Button>
      )}
      {!online && <p className="sharing-offline">{t('sharing.offline')}</p>}
      <SharedWith
        examId={exam?.id ?? null}
        portal={portal}
        online={online}
        place="pane"
        onAll={() => onPage(exam?.id ?? null)}
      />
      <section className="sharing-section" aria-labelledby={access}>
        <h3 id={access}>{t('sharing.seenBy')}</h3>
        <RecentAccess examId={exam?.id ?? null} atMost={3} />
        <Button variant="quiet" icon={History} onPress={onHistory}>
          {t('home.seeHistory')}
        </Button>
      </section>
      {sharing && (
        <ShareDialog
          portal={portal}
          exams={data?.items ?? []}
          chosen={exam?.id ?? null}
          onClose={() => setSharing(false)}
        />
      )}
    </aside>
  );
}
