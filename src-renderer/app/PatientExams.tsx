import { useMemo, useState } from 'react';
import type { Exam } from '../../src-shared/domain/exam.ts';
import type { SessionState } from '../../src-shared/domain/session.ts';
import { useExams } from '../bridge/queries.ts';
import { ExamsPage, type ExamSharing } from '../features/exams/ExamsPage.tsx';
import { ShareDialog } from '../features/sharing/ShareDialog.tsx';
import { SharingPane } from '../features/sharing/SharingPane.tsx';

export interface PatientExamsProps {
  readonly session: Extract<SessionState, { kind: 'signed-in' }>;
  readonly onReadReport: (examId: string, reportId: string) => void;
  readonly onSharing: (examId: string | null) => void;
  readonly onHistory: () => void;
}

/** The exams of a patient, with their sharing beside them. */
export function PatientExams({ session, onReadReport, onSharing, onHistory }: PatientExamsProps) {
  const { portal, online, account } = session;
  const [shared, setShared] = useState<Exam | null>(null);
  const { data } = useExams();
  const sharing = useMemo<ExamSharing>(
    () => ({
      online,
      onShare: setShared,
      onPage: onSharing,
      pane: (exam, heading) => (
        <SharingPane
          portal={portal}
          online={online}
          exam={exam}
          heading={heading}
          onHistory={onHistory}
          onPage={onSharing}
        />
      ),
    }),
    [portal, online, onSharing, onHistory],
  );
  return (
    <>
      <ExamsPage accountId={account.id} whose="own" onReadReport={onReadReport} sharing={sharing} />
      {shared && (
        <ShareDialog
          portal={portal}
          exams={data?.items ?? []}
          chosen={shared.id}
          onClose={() => setShared(null)}
        />
      )}
    </>
  );
}
