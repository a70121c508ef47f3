import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { useController } from './controller-context.ts';
import { useImages } from './store.ts';
import './hint.css';

/** Two sentences the first time; never again once read. */
export function Hint() {
  const { t } = useTranslation();
  const controller = useController();
  const visible = useImages((state) => state.hint);
  if (!visible) return null;
  return (
    <aside className="images-hint" aria-label={t('images.hintTitle')}>
      <p>{t('images.hint')}</p>
      <Button onPress={() => controller.hideHint()}>{t('images.hintDone')}</Button>
    </aside>
  );
}
