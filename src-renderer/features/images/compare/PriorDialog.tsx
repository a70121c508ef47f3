import { useTranslation } from 'react-i18next';
import { Button } from 'react-aria-components';
import type { Exam } from '../../../../src-shared/domain/exam.ts';
import { Dialog } from '../../../ui/frames/Dialog.tsx';
import { useFormat } from '../../../ui/words/format.ts';
import { priorsOf } from './alike.ts';
import { useController } from '../controller-context.ts';
import { useImages } from '../store.ts';

interface PriorListProps {
  readonly exams: readonly Exam[];
  /** Null where there is nothing to tell them from. */
  readonly title: string | null;
  readonly onChoose: (exam: Exam) => void;
}

function PriorList({ exams, title, onChoose }: PriorListProps) {
  const format = useFormat();
  if (exams.length === 0) return null;
  return (
    <>
      {title !== null && <h3 className="images-priors-title">{title}</h3>}
      <ul className="images-priors">
        {exams.map((exam) => (
          <li key={exam.id}>
            <Button className="images-button images-button-row" onPress={() => onChoose(exam)}>
              <span>
                {exam.label}
                <small>
                  {format.date(exam.date)}
                  {exam.establishment.name === '' ? '' : ` · ${exam.establishment.name}`}
                </small>
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The same patient's other exams, those of the same kind first: one press puts one beside what is shown. */
export function PriorDialog() {
  const { t } = useTranslation();
  const controller = useController();
  const open = useImages((state) => state.choosingPrior);
  const priors = useImages((state) => state.priors);
  const exam = useImages((state) => state.exams[0]?.exam);
  const close = (): void => useImages.setState({ choosingPrior: false });
  const choose = ({ id }: Exam): void => {
    close();
    void controller.comparison.compareWith(id);
  };
  const { alike, others } =
    exam === undefined || priors === null ? { alike: [], others: [] } : priorsOf(exam, priors);
  const both = alike.length > 0 && others.length > 0;
  return (
    <Dialog title={t('images.compare.prior')} isOpen={open} onClose={close}>
      {priors === null && <p>{t('images.compare.loading')}</p>}
      {priors?.length === 0 && <p>{t('images.compare.none')}</p>}
      <PriorList exams={alike} title={both ? t('images.compare.alike') : null} onChoose={choose} />
      <PriorList exams={others} title={both ? t('images.compare.others') : null} onChoose={choose} />
    </Dialog>
  );
}
