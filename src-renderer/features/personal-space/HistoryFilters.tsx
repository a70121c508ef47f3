import { useTranslation } from 'react-i18next';
import type { HistoryFilter } from '../../../src-shared/ipc/schemas/access.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { DateField } from '../../ui/fields/DateField.tsx';
import { Select } from '../../ui/fields/Select.tsx';
import type { Choice } from './history-groups.ts';

export interface HistoryFiltersProps {
  readonly filter: HistoryFilter;
  readonly exams: readonly Choice[];
  readonly people: readonly Choice[];
  readonly onChange: (filter: HistoryFilter) => void;
}

const all = 'all';

/** A filter without the keys that do not narrow it. */
function filterOf(parts: { readonly [K in keyof HistoryFilter]-?: string }): HistoryFilter {
  const { examId, personId, from, to } = parts;
  return {
    ...(examId !== all && { examId }),
    ...(personId !== all && { personId }),
    ...(from !== '' && { from }),
    ...(to !== '' && { to }),
  };
}

export function HistoryFilters({ filter, exams, people, onChange }: HistoryFiltersProps) {
  const { t } = useTranslation();
  const parts = {
    examId: filter.examId ?? all,
    personId: filter.personId ?? all,
    from: filter.from ?? '',
    to: filter.to ?? '',
  };
  const change = (part: Partial<typeof parts>): void => onChange(filterOf({ ...parts, ...part }));
  return (
    <div className="personal-filters" role="group" aria-label={t('personal.history.filters')}>
      <Select
        label={t('personal.history.exam')}
        choices={[{ id: all, label: t('personal.history.allExams') }, ...exams]}
        value={parts.examId}
        onChange={(examId) => change({ examId })}
      />
      <Select
        label={t('personal.history.person')}
        choices={[{ id: all, label: t('personal.history.everyone') }, ...people]}
        value={parts.personId}
        onChange={(personId) => change({ personId })}
      />
      <DateField
        label={t('personal.history.from')}
        value={parts.from}
        onChange={(from) => change({ from })}
      />
      <DateField label={t('personal.history.until')} value={parts.to} onChange={(to) => change({ to })} />
      {Object.keys(filter).length > 0 && (
        <Button variant="quiet" onPress={() => onChange({})}>
          {t('personal.history.showAll')}
        </Button>
      )}
    </div>
  );
}
