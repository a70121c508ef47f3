import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/buttons/Button.tsx';
import { useController } from '../controller-context.ts';
import { useImages } from '../store.ts';
import './hint.css';

const SOFTWARE_SAID = 'emage.viewer.software-said';

/** What is said the first time, in a place of its own where it covers nothing; never again once read. */
export function Hint() {
  const { t } = useTranslation();
  const controller = useController();
  const hint = useImages((state) => state.hint);
  const drawn = useImages((state) => state.firstImage !== null);
  const software = useImages((state) => state.engine.renderer === 'software');
  const [said, setSaid] = useState(false);
  // Looked up when it would be said: a window that was made ahead is older than what was read in another.
  const slower = drawn && software && !said && localStorage.getItem(SOFTWARE_SAID) === null;
  if (!hint && !slower) return null;
  const done = (): void => {
    if (hint) controller.hideHint();
    if (!slower) return;
    localStorage.setItem(SOFTWARE_SAID, 'yes');
    setSaid(true);
  };
  return (
    <aside className="images-hint" aria-label={t('images.hintTitle')}>
      <div>
        {hint && <p>{t('images.hint')}</p>}
        {slower && <p>{t('images.software')}</p>}
      </div>
      <Button onPress={done}>{t('images.hintDone')}</Button>
    </aside>
  );
}
