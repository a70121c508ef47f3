import { useTranslation } from 'react-i18next';
import { Slider, SliderThumb, SliderTrack } from 'react-aria-components';
import { useController } from '../controller-context.ts';
import { useImages } from '../store.ts';
import './position.css';
import '../tools/slider.css';

/** Where in the series one is, as an upright slider: the first image at the top. */
export function Position() {
  const { t } = useTranslation();
  const controller = useController();
  const index = useImages((state) => state.view.index);
  const count = useImages((state) => state.view.count);
  const ready = useImages((state) => state.view.ready);
  if (count < 2) return null;
  return (
    <Slider
      className="images-position"
      orientation="vertical"
      aria-label={t('images.position')}
      minValue={0}
      maxValue={count - 1}
      // Upright sliders count from below.
      value={count - 1 - index}
      onChange={(value) => controller.stack?.step(count - 1 - value - index)}
    >
      <SliderTrack className="images-slider-track">
        <div className="images-position-loaded" style={{ height: `${(ready / count) * 100}%` }} />
        <SliderThumb
          className="images-slider-thumb"
          aria-label={t('images.image', { index: index + 1, count })}
        />
      </SliderTrack>
    </Slider>
  );
}
