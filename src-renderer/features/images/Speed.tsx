import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { Button } from 'react-aria-components';
import { useController } from './controller-context.ts';
import { useImages } from './store.ts';

const speeds = [0.25, 0.5, 1, 2] as const;

/** How fast a clip plays; each press goes one further. */
export function Speed() {
  const { t } = useTranslation();
  const format = useFormat();
  const controller = useController();
  const speed = useImages((state) => state.view.cine?.speed ?? 1);
  const next = speeds[(speeds.findIndex((each) => each === speed) + 1) % speeds.length] ?? 1;
  const words = t('images.speedTimes', { speed: format.number(speed) });
  return (
    <Button
      className="images-button images-button-symbol"
      aria-label={`${t('images.speed')} ${words}`}
      onPress={() => controller.stack?.setSpeed(next)}
    >
      {words}
    </Button>
  );
}
