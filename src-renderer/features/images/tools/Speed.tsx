import { useTranslation } from 'react-i18next';
import { Label, Slider, SliderThumb, SliderTrack } from 'react-aria-components';
import { useFormat } from '../../../ui/words/format.ts';
import { CommandButton } from './CommandButton.tsx';
import { scrolling } from '../commands/scroll.ts';
import { useController } from '../controller-context.ts';
import { useImages } from '../store.ts';
import './slider.css';
import './speed.css';

/** How fast images follow each other when they are played, and which way. */
export function Speed() {
  const { t } = useTranslation();
  const format = useFormat();
  const controller = useController();
  const rate = useImages((state) => state.view.cine?.rate ?? 1);
  const own = useImages((state) => state.view.cine?.ownRate ?? null);
  return (
    <div className="images-speed">
      <Slider
        className="images-speed-slider"
        minValue={1}
        maxValue={60}
        value={rate}
        onChange={(value) => controller.stack?.setRate(value)}
      >
        <Label>{t('images.rate', { rate: format.number(rate) })}</Label>
        <SliderTrack className="images-slider-track">
          <SliderThumb className="images-slider-thumb" aria-label={t('images.speed')} />
        </SliderTrack>
      </Slider>
      <CommandButton command={scrolling.bounce} look="row" />
      {own !== null && <CommandButton command={scrolling.ownRate} look="row" />}
    </div>
  );
}
