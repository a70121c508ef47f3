import { useTranslation } from 'react-i18next';
import { Label, Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components';
import { useStore } from 'zustand';
import { useController } from '../controller-context.ts';
import '../tools/slider.css';

/** How much of the picture outlines cover. */
export function Opacity() {
  const { t } = useTranslation();
  const { layers } = useController().engine;
  const opacity = useStore(layers.store, (state) => state.opacity);
  return (
    <Slider
      className="layers-opacity"
      value={Math.round(opacity * 100)}
      minValue={0}
      maxValue={100}
      step={5}
      formatOptions={{ style: 'unit', unit: 'percent' }}
      onChange={(value) => layers.setOpacity(value / 100)}
    >
      <Label>{t('images.layers.opacity')}</Label>
      <SliderOutput />
      <SliderTrack className="images-slider-track">
        <SliderThumb className="images-slider-thumb" />
      </SliderTrack>
    </Slider>
  );
}
