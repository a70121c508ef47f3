import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button as AriaButton } from 'react-aria-components';
import type { InstanceReference } from '../../../viewer/objects/codes.ts';
import type { FoundImage } from '../exam-contents.ts';
import { useController } from '../controller-context.ts';
import { findSeries, useImages } from '../store.ts';
import { seriesName } from '../words.ts';
import { useFoundImages } from './use-found-images.ts';

const SIDE = 224;

function KeyImage({ image }: { readonly image: FoundImage }) {
  const { t } = useTranslation();
  const controller = useController();
  const exams = useImages((state) => state.exams);
  const [picture, setPicture] = useState<string | null>(null);
  useEffect(() => {
    let left = false;
    controller.contents.pictureOf(image, SIDE).then(
      (address) => {
        if (!left) setPicture(address);
      },
      // An image that cannot be read says so where it is opened.
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [controller, image]);
  const series = findSeries(exams, image.address);
  const words = t('images.objects.seeImage', {
    index: image.index + 1,
    series: series === undefined ? '' : seriesName(t, series),
  });
  return (
    <AriaButton className="objects-key" onPress={() => controller.select(image.address, image.index)}>
      <span className="images-small objects-key-picture">
        {picture !== null && <img src={picture} alt="" />}
      </span>
      <span>{words}</span>
    </AriaButton>
  );
}

/** Small pictures of images that something refers to; each opens its own. */
export function KeyImages({ references }: { readonly references: readonly InstanceReference[] }) {
  const { t } = useTranslation();
  const found = useFoundImages(references);
  if (found === null) return <p className="objects-quiet">{t('images.loadingImage')}</p>;
  const missing = references.length - found.length;
  return (
    <>
      <div className="objects-keys">
        {found.map((image) => (
          <KeyImage key={`${image.address.seriesInstanceUid}/${image.index}`} image={image} />
        ))}
      </div>
      {missing > 0 && (
        <p className="objects-quiet">{t('images.objects.keysElsewhere', { count: missing })}</p>
      )}
    </>
  );
}
