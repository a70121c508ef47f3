import { CalendarRange, ShieldAlert } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Exam } from '../../../src-shared/domain/exam.ts';
import { appErrorOf } from '../../bridge/call.ts';
import { usePatientExams, useTemporaryAccess } from '../../bridge/queries.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { EmptyState } from '../../ui/states/EmptyState.tsx';
import type { Retry } from '../../ui/buttons/RetryButton.tsx';
import { ErrorState } from '../../ui/states/ErrorState.tsx';
import { useFormat } from '../../ui/words/format.ts';
import { FreshnessNotice } from '../../ui/notices/FreshnessNotice.tsx';
import { modalitiesOf, type ModalityKind } from '../../ui/words/modality.ts';
import { Page } from '../../ui/frames/Page.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import { ToggleButton } from '../../ui/buttons/ToggleButton.tsx';
import { BreakGlassDialog } from './BreakGlassDialog.tsx';
import { TimeLine } from './TimeLine.tsx';
import '../../ui/exams/rows.css';
import './patients.css';

export interface PatientPageProps {
  readonly patientId: string;
  readonly mayBreakGlass: boolean;
  readonly onBack: () => void;
  readonly onReadReport: (examId: string, reportId: string) => void;
}

/** The exams of one patient along a time line, wherever they were made. */
export function PatientPage({ patientId, mayBreakGlass, onBack, onReadReport }: PatientPageProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const exams = usePatientExams(patientId);
  // A right that is over takes what was shown with it.
  const isOver = exams.isError && ['not-allowed', 'not-found'].includes(appErrorOf(exams.error).code);
  const items = isOver ? [] : (exams.data?.items ?? []);
  // Whose record it is stands there in an emergency too, before its exams do, and where there are none.
  const open = useTemporaryAccess(mayBreakGlass).data?.find((each) => each.patient.id === patientId);
  const patient =
    items.find((exam) => exam.patient !== null)?.patient ?? (isOver ? null : open?.patient) ?? null;
  const establishments = new Set(items.map(({ establishment }) => establishment.id)).size;
  const birthDate = patient?.birthDate ?? null;
  const born = birthDate === null ? null : t('patients.born', { date: format.shortDate(birthDate) });
  const counts =
    items.length === 0
      ? []
      : [
          t('patients.examCount', { count: items.length }),
          t('patients.placeCount', { count: establishments }),
        ];
  const lead = [born, ...counts].filter(Boolean).join('\u00a0· ');
  return (
    <Page
      title={patient?.displayName ?? t('patients.record')}
      lead={lead === '' ? undefined : lead}
      actions={<Button onPress={onBack}>{t('patients.back')}</Button>}
    >
      {exams.isPending && <Skeleton lines={6} />}
      {exams.isError && (isOver || !exams.data) && (
        <Refused
          error={exams.error}
          patientId={patientId}
          mayBreakGlass={mayBreakGlass}
          onRetry={() => exams.refetch()}
        />
      )}
      {exams.data && !isOver && <FreshnessNotice freshness={exams.data.freshness} />}
      {exams.data?.items.length === 0 && !isOver && (
        <EmptyState icon={CalendarRange} title={t('patients.noExams')}>
          {t('patients.noExamsMeaning')}
        </EmptyState>
      )}
      {items.length > 0 && <Exams exams={items} onReadReport={onReadReport} />}
    </Page>
  );
}

interface ExamsProps extends Pick<PatientPageProps, 'onReadReport'> {
  readonly exams: readonly Exam[];
}

function Exams({ exams, onReadReport }: ExamsProps) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<ModalityKind | null>(null);
  const kinds = useMemo(
    () => [...new Set(exams.flatMap(({ modalities }) => modalitiesOf(modalities)))],
    [exams],
  );
  const shown = exams.filter(({ modalities }) => kind === null || modalitiesOf(modalities).includes(kind));
  return (
    <>
      {kinds.length > 1 && (
        <div className="ui-toggles" role="group" aria-label={t('exams.kind')}>
          {kinds.map((each) => (
            <ToggleButton
              key={each}
              isSelected={kind === each}
              onChange={(selected) => setKind(selected ? each : null)}
            >
              {t(`modality.${each}`)}
            </ToggleButton>
          ))}
        </div>
      )}
      <TimeLine exams={shown} all={exams} onReadReport={onReadReport} />
    </>
  );
}

interface RefusedProps extends Pick<PatientPageProps, 'patientId' | 'mayBreakGlass'> {
  readonly error: Error;
  readonly onRetry: Retry;
}

function Refused({ error: thrown, patientId, mayBreakGlass, onRetry }: RefusedProps) {
  const { t } = useTranslation();
  const [breaking, setBreaking] = useState(false);
  const error = appErrorOf(thrown);
  if (error.code !== 'not-allowed') return <ErrorState error={error} onRetry={onRetry} />;
  return (
    <>
      <EmptyState
        icon={ShieldAlert}
        title={t('patients.refused')}
        actions={
          mayBreakGlass && (
            <Button icon={ShieldAlert} onPress={() => setBreaking(true)}>
              {t('breakGlass.open')}
            </Button>
          )
        }
      >
        {t('patients.refusedMeaning')}
      </EmptyState>
      {breaking && (
        <BreakGlassDialog
          patientId={patientId}
          name={t('breakGlass.thisPatient')}
          onClose={() => setBreaking(false)}
          onOpened={() => setBreaking(false)}
        />
      )}
    </>
  );
}
