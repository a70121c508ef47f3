import { List } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExamRef } from '../../../src-shared/domain/exam.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { useFocusStays } from '../../ui/focus/use-focus-stays.ts';

/** So many are named at once; one more is named rather than counted. */
const namedAtOnce = 3;

/** What is shared, one name a line: in one line nobody sees where one ends. */
export function SharedExams({ exams }: { readonly exams: readonly ExamRef[] }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(exams.length <= namedAtOnce + 1);
  const names = useFocusStays<HTMLDivElement>(String(all));
  if (exams.length === 1) return <p>{exams[0]?.label}</p>;
  return (
    <div ref={names} tabIndex={-1} className="share-several">
      <ul className="share-exams">
        {(all ? exams : exams.slice(0, namedAtOnce)).map(({ id, label }) => (
          <li key={id}>{label}</li>
        ))}
      </ul>
      {!all && (
        <Button variant="quiet" icon={List} onPress={() => setAll(true)}>
          {t('sharing.allExams', { count: exams.length })}
        </Button>
      )}
    </div>
  );
}
