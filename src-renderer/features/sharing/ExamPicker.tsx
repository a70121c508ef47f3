import { CircleAlert, Plus } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Exam } from '../../../src-shared/domain/exam.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { Checkbox } from '../../ui/fields/Checkbox.tsx';
import { useFormat } from '../../ui/words/format.ts';

export interface ExamPickerProps {
  readonly exams: readonly Exam[];
  readonly chosen: readonly string[];
  readonly onChange: (examIds: readonly string[]) => void;
  readonly error: string | undefined;
}

/** Which exams, the newest first. */
export function ExamPicker({ exams, chosen, onChange, error }: ExamPickerProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const errorId = useId();
  // Started from one exam: it alone is meant, unless the person asks for more.
  const [first] = useState(chosen);
  const [all, setAll] = useState(first.length === 0);
  const own = exams
    .filter(({ id, shared }) => shared === null && (all || first.includes(id)))
    .toSorted((a, b) => Date.parse(b.date) - Date.parse(a.date));
  const toggle = (id: string, isChosen: boolean): void =>
    onChange(isChosen ? [...chosen, id] : chosen.filter((each) => each !== id));
  return (
    <fieldset className="exam-picker" aria-describedby={error === undefined ? undefined : errorId}>
      <legend className="ui-field-label">{all ? t('sharing.exams') : t('sharing.exam')}</legend>
      <div className="exam-picker-list">
        {own.map((exam) => (
          <Checkbox
            key={exam.id}
            isSelected={chosen.includes(exam.id)}
            onChange={(isChosen) => toggle(exam.id, isChosen)}
            hint={`${format.shortDate(exam.date)} · ${exam.establishment.name}`}
          >
            {exam.label}
          </Checkbox>
        ))}
      </div>
      {!all && (
        <Button variant="quiet" icon={Plus} onPress={() => setAll(true)}>
          {t('sharing.moreExams')}
        </Button>
      )}
      {error !== undefined && (
        <p id={errorId} className="ui-field-error" role="alert">
          <CircleAlert aria-hidden />
          <span>{error}</span>
        </p>
      )}
    </fieldset>
  );
}
