import { Download, FileText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { AppError, ErrorCode } from '../../../src-shared/errors.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { ErrorState } from '../../ui/states/ErrorState.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { SlowNotice } from './SlowNotice.tsx';
import { ReportSkeleton } from './ReportSkeleton.tsx';
import type { ReportDocument } from './use-report-document.ts';
import './report-states.css';

export interface ReportStatesProps {
  readonly document: Exclude<ReportDocument, { kind: 'ready' }>;
  readonly onBack: () => void;
  readonly onSave: () => void;
  readonly onRetry: () => void;
}

/** What stands where the document would: it is coming, asks for a password, or cannot be shown. */
export function ReportStates({ document, onBack, onSave, onRetry }: ReportStatesProps) {
  const { t } = useTranslation();
  const saveFile = (
    <Button icon={Download} onPress={onSave}>
      {t('report.saveFile')}
    </Button>
  );
  const back = (
    <Button variant="quiet" onPress={onBack}>
      {t('report.back')}
    </Button>
  );
  switch (document.kind) {
    case 'loading':
      return (
        <div className="report-body">
          {document.isSlow && <SlowNotice onSave={onSave} />}
          <ReportSkeleton />
        </div>
      );
    case 'password':
      return <PasswordForm wasWrong={document.wasWrong} onAnswer={document.answer} />;
    case 'too-large':
      return (
        <div className="report-body report-state-centre">
          <FileText aria-hidden className="report-state-icon" />
          <h2>{t('report.tooLarge.what')}</h2>
          <p>
            {t('report.tooLarge.meaning')} {t('report.tooLarge.remedy')}
          </p>
          <div className="report-state-actions">
            {saveFile}
            {back}
          </div>
        </div>
      );
    case 'failed':
      return (
        <div className="report-body">
          <ErrorState
            error={document.error}
            onRetry={canPass(document.error) ? onRetry : undefined}
            actions={
              <>
                {hasFile(document.error) && saveFile}
                {back}
              </>
            }
          />
        </div>
      );
  }
}

/** Trying again cannot help where the document is gone or the account has no right to it. */
const final: ReadonlySet<ErrorCode> = new Set(['not-found', 'not-allowed', 'share-expired', 'access-ended']);
const canPass = ({ code }: AppError): boolean => !final.has(code);
/** The bytes arrived, whatever is wrong with them. */
const hasFile = ({ code }: AppError): boolean => code === 'report-damaged' || code === 'internal';
