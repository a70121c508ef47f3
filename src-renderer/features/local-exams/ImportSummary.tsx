import { FileText, Images, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ImportState, Incomplete, LeftOut } from '../../../src-shared/domain/import.ts';
import { useCancelImport } from '../../bridge/imports.ts';
import { useOpenImages } from '../../bridge/documents.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { Notice } from '../../ui/notices/Notice.tsx';
import type { OnReadReport } from './LocalExamCard.tsx';

type Done = Extract<ImportState, { kind: 'done' }>;

export interface ImportSummaryProps {
  readonly state: Done;
  readonly onReadReport: OnReadReport;
}

/** What came in, what did not and why. */
export function ImportSummary({ state, onReadReport }: ImportSummaryProps) {
  const { t } = useTranslation();
  const cancel = useCancelImport();
  const open = useOpenImages();
  const { imported, leftOut, incomplete, otherFiles, cancelled } = state;
  const added = imported.reduce((sum, each) => sum + each.added, 0);
  const known = imported.reduce((sum, each) => sum + each.known, 0);
  const missing = leftOut.reduce((sum, { count }) => sum + count, 0);
  const [first] = imported;
  const report = first?.exam.reports[0];
  const title =
    added > 0
      ? t('import.added', { count: added })
      : imported.length > 0
        ? t('import.nothingNew')
        : t('import.nothingSound');
  return (
    <>
      <Notice
        tone={imported.length === 0 ? 'warn' : 'good'}
        live="polite"
        title={title}
        meaning={
          <>
            {cancelled && <span className="import-line">{t('import.stopped')}</span>}
            {added > 0 && known > 0 && (
              <span className="import-line">{t('import.known', { count: known })}</span>
            )}
            {otherFiles > 0 && (
              <span className="import-line">{t('import.otherFiles', { count: otherFiles })}</span>
            )}
          </>
        }
      />
      {incomplete.count > 0 && (
        <Notice
          tone="warn"
          title={t('import.incomplete', { count: incomplete.count })}
          meaning={<Names {...incomplete} title={t('import.showNames')} />}
          remedy={t('import.incompleteMeaning')}
        />
      )}
      {missing > 0 && (
        <Notice
          tone="warn"
          title={t('import.leftOut', { count: missing })}
          meaning={<Reasons leftOut={leftOut} />}
          remedy={imported.length > 0 && incomplete.count === 0 ? t('import.leftOutMeaning') : undefined}
        />
      )}
      <div className="import-actions">
        {first?.exam.imagesAvailable && imported.length === 1 && (
          <Button
            variant="primary"
            icon={Images}
            isPending={open.isPending}
            onPress={() => open.mutate(first.exam)}
          >
            {t('localExams.view')}
          </Button>
        )}
        {report && !first.exam.imagesAvailable && imported.length === 1 && (
          <Button variant="primary" icon={FileText} onPress={() => onReadReport(first.exam.id, report.id)}>
            {t('localExams.read')}
          </Button>
        )}
        <Button icon={X} onPress={() => cancel.mutate()}>
          {t('common.close')}
        </Button>
      </div>
    </>
  );
}

function Reasons({ leftOut }: { readonly leftOut: readonly LeftOut[] }) {
  const { t } = useTranslation();
  return leftOut.map(({ reason, count, names }) => (
    <Names key={reason} title={`${t(`import.reasons.${reason}`)} (${count})`} count={count} names={names} />
  ));
}

function Names({ title, count, names }: Incomplete & { readonly title: string }) {
  const { t } = useTranslation();
  return (
    <details className="import-reason">
      <summary>{title}</summary>
      <ul>
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
        {count > names.length && <li>{t('import.andMore', { count: count - names.length })}</li>}
      </ul>
    </details>
  );
}
