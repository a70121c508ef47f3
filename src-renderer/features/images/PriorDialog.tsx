import { useTranslation } from 'react-i18next';
import { Button } from 'react-aria-components';
import { Dialog } from '../../ui/Dialog.tsx';
import { useFormat } from '../../ui/format.ts';
import { useController } from './controller-context.ts';
import { useImages } from './store.ts';

/** The same patient's other exams: one press puts one beside what is shown. */
export function PriorDialog() {
  const { t } = useTranslation();
  const format = useFormat();
  const controller = useController();
  const open = useImages((state) => state.choosingPrior);
  const priors = useImages((state) => state.priors);
  const close = (): void => useImages.setState({ choosingPrior: false });
  return (
    <Dialog title={t('images.compare.prior')} isOpen={open} onClose={close}>
      {priors === null && <p>{t('images.compare.loading')}</p>}
      {priors?.length === 0 && <p>{t('images.compare.none')}</p>}
      <ul className="images-priors">
        {(priors ?? []).map((exam) => (
          <li key={exam.id}>
            <Button
              className="images-button images-button-row"
              onPress={() => {
                close();
                void controller.comparison.compareWith(exam.id);
              }}
            >
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
    </Dialog>
  );
}
