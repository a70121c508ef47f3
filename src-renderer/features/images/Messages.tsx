import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { tellDone } from '../../ui/notices/toasts.tsx';
import { useImages } from './store.ts';

/** That something was done, said once; and, until it is put right, that it could not be kept. */
export function Messages() {
  const { t } = useTranslation();
  const outcome = useImages((state) => state.outcome);
  const notKept = useImages((state) => state.notKept);
  useEffect(() => {
    if (outcome === null) return;
    tellDone(t(`images.outcome.${outcome}`));
    useImages.setState({ outcome: null });
  }, [outcome, t]);
  if (!notKept) return null;
  return (
    <p className="images-not-kept" role="alert">
      {t('images.notKept')}
    </p>
  );
}
