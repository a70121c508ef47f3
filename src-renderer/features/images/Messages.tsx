import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { tellDone } from '../../ui/toasts.tsx';
import { useImages } from './store.ts';

const SOFTWARE_SAID = 'emage.viewer.software-said';

/** What is said once and goes away by itself: that something was done, or how images are drawn here. */
export function Messages() {
  const { t } = useTranslation();
  const outcome = useImages((state) => state.outcome);
  const notKept = useImages((state) => state.notKept);
  const renderer = useImages((state) => state.engine.renderer);
  useEffect(() => {
    if (outcome === null) return;
    tellDone(t(`images.outcome.${outcome}`));
    useImages.setState({ outcome: null });
  }, [outcome, t]);
  useEffect(() => {
    if (renderer !== 'software' || localStorage.getItem(SOFTWARE_SAID) !== null) return;
    localStorage.setItem(SOFTWARE_SAID, 'yes');
    tellDone(t('images.software'));
  }, [renderer, t]);
  if (!notKept) return null;
  return (
    <p className="images-not-kept" role="alert">
      {t('images.notKept')}
    </p>
  );
}
