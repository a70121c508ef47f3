import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { appErrorOf } from '../../../bridge/call.ts';
import { tellDone, tellFailed } from '../../../ui/notices/toasts.tsx';
import { useImages } from '../store.ts';
import { LetterDialog } from './LetterDialog.tsx';
import { isNamed } from './named.ts';
import { PrintDialog } from './PrintDialog.tsx';
import { useDesk } from './use-desk.ts';
import './pictures.css';

const close = (): void => useImages.setState({ picturing: null });

/** Pictures of the images, once a command asks for them. */
export function Pictures() {
  const picturing = useImages((state) => state.picturing);
  if (picturing === null) return null;
  if (picturing === 'letter') return <LetterDialog onClose={close} />;
  if (picturing === 'print') return <PrintDialog onClose={close} />;
  return <Copying />;
}

/** Copies at once, as it was chosen last, and says how. */
function Copying() {
  const { t } = useTranslation();
  const desk = useDesk();
  useEffect(() => {
    const named = isNamed();
    desk
      .copy(named)
      .then(() => tellDone(t(named ? 'images.outcome.copiedNamed' : 'images.outcome.copiedUnnamed')))
      .catch((error: unknown) => tellFailed(appErrorOf(error)))
      .finally(close);
  }, [desk, t]);
  return null;
}
