import { Eraser, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Exam } from '../../../src-shared/domain/exam.ts';
import type { LibraryUsage } from '../../../src-shared/domain/library.ts';
import type { Preferences } from '../../../src-shared/domain/preferences.ts';
import { useForgetCached, useKeep } from '../../bridge/library.ts';
import { changePreferences, usePreferences } from '../../bridge/preferences.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { useFormat } from '../../ui/words/format.ts';
import { IconButton } from '../../ui/buttons/IconButton.tsx';
import { KeepControl } from '../../ui/exams/KeepControl.tsx';
import { RowCard } from '../../ui/exams/RowCard.tsx';
import { Select } from '../../ui/fields/Select.tsx';

export interface LookedAtProps {
  readonly usage: LibraryUsage;
  readonly examOf: (examId: string | null) => Exam | undefined;
}

const gigabytes = ['1', '2', '4', '10', '25'] as const;

/** Exams that were looked at and stayed for a while: they give way by themselves, or when asked. */
export function LookedAt({ usage, examOf }: LookedAtProps) {
  const { t } = useTranslation();
  const forget = useForgetCached();
  const limit = usePreferences(({ cacheGigabytes }) => cacheGigabytes);
  const named = usage.cached.filter(({ examId }) => examOf(examId) !== undefined);
  return (
    <section className="ui-section" aria-labelledby="looked-at">
      <div className="looked-at-head">
        <div className="looked-at-words">
          <h2 id="looked-at">{t('thisComputer.lookedAt')}</h2>
          <p className="ui-muted">{t('thisComputer.lookedAtMeaning')}</p>
        </div>
        {usage.cached.length > 0 && (
          <Button icon={Eraser} isPending={forget.isPending} onPress={() => forget.mutate(null)}>
            {t('thisComputer.forgetAll')}
          </Button>
        )}
      </div>
      {named.length > 0 && (
        <ul className="ui-row-cards">
          {named.map((cached) => (
            <LookedAtExam key={cached.examId} cached={cached} exam={examOf(cached.examId)} />
          ))}
        </ul>
      )}
      <div className="looked-at-limit">
        <Select
          label={t('thisComputer.limit')}
          hint={t('thisComputer.limitHint')}
          choices={gigabytes.map((id) => ({ id, label: t('thisComputer.gigabytes', { count: Number(id) }) }))}
          value={gigabytes.find((id) => Number(id) === limit) ?? '4'}
          onChange={(id) =>
            void changePreferences({ cacheGigabytes: Number(id) as Preferences['cacheGigabytes'] })
          }
        />
      </div>
    </section>
  );
}

function LookedAtExam({
  cached,
  exam,
}: {
  readonly cached: LibraryUsage['cached'][number];
  readonly exam: Exam | undefined;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const keep = useKeep();
  const forget = useForgetCached();
  if (!exam) return null;
  const when = format.recent(new Date(cached.usedAt).toISOString());
  return (
    <RowCard
      title={exam.label}
      headingLevel={3}
      about={
        <p className="ui-muted">
          {t('thisComputer.usedAt', { when })} · {format.bytes(cached.bytes)}
        </p>
      }
      actions={
        <>
          <KeepControl
            entry={undefined}
            name={exam.label}
            onKeep={() => keep.mutate(exam.id)}
            onRemove={() => undefined}
          />
          <IconButton
            label={t('keep.removeNamed', { name: exam.label })}
            icon={Trash2}
            onPress={() => forget.mutate(exam.id)}
          />
        </>
      }
    />
  );
}
