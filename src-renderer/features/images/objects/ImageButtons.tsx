import { Image } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/buttons/Button.tsx';
import type { InstanceReference } from '../../../viewer/objects/codes.ts';
import { useController } from '../controller-context.ts';
import { findSeries, useImages } from '../store.ts';
import { seriesName } from '../words.ts';
import { useFoundImages } from './use-found-images.ts';

/** A button for each image that something refers to, where this exam has it. */
export function ImageButtons({ references }: { readonly references: readonly InstanceReference[] }) {
  const { t } = useTranslation();
  const controller = useController();
  const exams = useImages((state) => state.exams);
  const found = useFoundImages(references);
  if (found === null) return null;
  if (found.length === 0) return <p className="objects-quiet">{t('images.objects.imageElsewhere')}</p>;
  return (
    <div className="objects-buttons">
      {found.map(({ address, index }) => {
        const series = findSeries(exams, address);
        const name = series === undefined ? '' : seriesName(t, series);
        return (
          <Button
            key={`${address.seriesInstanceUid}/${index}`}
            icon={Image}
            onPress={() => controller.select(address, index)}
          >
            {t('images.objects.seeImage', { index: index + 1, series: name })}
          </Button>
        );
      })}
    </div>
  );
}
