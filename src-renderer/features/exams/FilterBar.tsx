import { HardDriveDownload, Sparkles } from 'lucide-react';
import { useMemo, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Exam } from '../../../src-shared/domain/exam.ts';
import { modalitiesOf, type ModalityKind } from '../../ui/words/modality.ts';
import { SearchField } from '../../ui/fields/SearchField.tsx';
import { Select, type Choice } from '../../ui/fields/Select.tsx';
import { ToggleButton } from '../../ui/buttons/ToggleButton.tsx';
import { sorts } from './filter.ts';
import { changeView, useExamsState } from './store.ts';

export interface FilterBarProps {
  readonly exams: readonly Exam[];
  readonly search: Ref<HTMLInputElement>;
  /** What is searched for. */
  readonly searchLabel: string;
}

export function FilterBar({ exams, search, searchLabel }: FilterBarProps) {
  const { t } = useTranslation();
  const view = useExamsState((state) => state.view);
  const { kinds, establishments, periods } = useChoices(exams);
  return (
    <div className="exams-filters" role="search" aria-label={t('exams.filters')}>
      <SearchField
        label={searchLabel}
        inputRef={search}
        value={view.text}
        onChange={(text) => changeView({ text })}
      />
      <Select
        label={t('exams.kind')}
        labelHidden
        choices={kinds}
        value={view.kind}
        onChange={(kind) => changeView({ kind })}
      />
      <Select
        label={t('exams.establishment')}
        labelHidden
        choices={establishments}
        value={view.establishmentId}
        onChange={(establishmentId) => changeView({ establishmentId })}
      />
      <Select
        label={t('exams.period')}
        labelHidden
        choices={periods}
        value={view.period}
        onChange={(period) => changeView({ period })}
      />
      <div className="exams-toggles ui-toggles">
        <ToggleButton
          icon={Sparkles}
          isSelected={view.onlyNew}
          onChange={(onlyNew) => changeView({ onlyNew })}
        >
          {t('exams.onlyNew')}
        </ToggleButton>
        <ToggleButton
          icon={HardDriveDownload}
          isSelected={view.onlyHere}
          onChange={(onlyHere) => changeView({ onlyHere })}
        >
          {t('exams.onlyHere')}
        </ToggleButton>
        <span className="exams-sort">
          <Select
            label={t('exams.sort')}
            labelHidden
            choices={sorts.map((id) => ({ id, label: t(`exams.sorts.${id}`) }))}
            value={view.sort}
            onChange={(sort) => changeView({ sort })}
          />
        </span>
      </div>
    </div>
  );
}

/** Only what is in the list can be chosen: a filter never leads to nothing by itself. */
function useChoices(exams: readonly Exam[]): {
  readonly kinds: readonly Choice<ModalityKind | 'all'>[];
  readonly establishments: readonly Choice<string>[];
  readonly periods: readonly Choice<string>[];
} {
  const { t, i18n } = useTranslation();
  return useMemo(() => {
    const { compare } = new Intl.Collator(i18n.language);
    const kinds = [...new Set(exams.flatMap(({ modalities }) => modalitiesOf(modalities)))]
      .map((id) => ({ id, label: t(`modality.${id}`) }))
      .toSorted((a, b) => compare(a.label, b.label));
    const names = new Map(exams.map(({ establishment }) => [establishment.id, establishment.name]));
    const establishments = [...names]
      .map(([id, label]) => ({ id, label }))
      .toSorted((a, b) => compare(a.label, b.label));
    const years = [...new Set(exams.map(({ date }) => String(new Date(date).getFullYear())))]
      .toSorted()
      .toReversed();
    return {
      kinds: [{ id: 'all', label: t('exams.allKinds') }, ...kinds],
      establishments: [{ id: 'all', label: t('exams.allEstablishments') }, ...establishments],
      periods: [
        { id: 'all', label: t('exams.allDates') },
        { id: 'last-12-months', label: t('exams.lastYear') },
        ...years.map((year) => ({ id: year, label: year })),
      ],
    };
  }, [exams, t, i18n.language]);
}
