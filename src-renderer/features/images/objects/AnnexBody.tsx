import { Layers } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/buttons/Button.tsx';
import type { AnnexObject } from '../../../viewer/layers/layer-book.ts';
import type { ObjectsView } from '../../../viewer/objects/objects-view.ts';
import type { ImagesController } from '../controller.ts';
import type { FoundImage } from '../exam-contents.ts';
import { useController } from '../controller-context.ts';
import { Swatch } from '../layers/Swatch.tsx';

/** The middle one of the images that something belongs to: its first often shows only its edge. */
const findFor = async (controller: ImagesController, object: AnnexObject): Promise<FoundImage | null> => {
  const uids =
    object.kind === 'segmentation'
      ? object.frames.flatMap(({ sources }) => sources.map(({ sopInstanceUid }) => sopInstanceUid))
      : object.kind === 'structure-set'
        ? object.structures.flatMap(({ contours }) => contours.map(({ sopInstanceUid }) => sopInstanceUid))
        : object.kind === 'dose'
          ? []
          : object.references.map(({ sopInstanceUid }) => sopInstanceUid);
  const named = [...new Set(uids.filter((uid) => uid !== ''))];
  const middle = named[Math.floor(named.length / 2)];
  const found =
    middle === undefined
      ? null
      : await controller.contents.find({ sopClassUid: '', sopInstanceUid: middle, frames: [] });
  if (found !== null || object.kind === 'presentation-state' || !object.frameOfReferenceUid) return found;
  return controller.contents.findSpace(object.frameOfReferenceUid);
};

/** Outlines or a presentation: what it holds, and the way to the images that it is laid over. */
export function AnnexBody({ object, view }: { readonly object: AnnexObject; readonly view: ObjectsView }) {
  const { t } = useTranslation();
  const controller = useController();
  const [image, setImage] = useState<FoundImage | null | undefined>(undefined);
  useEffect(() => {
    let left = false;
    void findFor(controller, object).then((found) => {
      if (!left) setImage(found);
    });
    return () => {
      left = true;
    };
  }, [controller, object]);
  const parts =
    object.kind === 'segmentation'
      ? object.segments
      : object.kind === 'structure-set'
        ? object.structures
        : [];
  const isPresentation = object.kind === 'presentation-state';
  return (
    <article className="objects-text">
      <h2>{t(`images.objects.kinds.${object.kind}`)}</h2>
      <p>
        {[object.label, isPresentation ? object.description : '', isPresentation ? object.creator : '']
          .filter((words) => words !== '')
          .join('\u00a0· ')}
      </p>
      <p className="objects-quiet">
        {t(isPresentation ? 'images.objects.presentationOver' : 'images.objects.over')}
      </p>
      {image === null && <p role="status">{t('images.objects.imagesElsewhere')}</p>}
      {image !== null && image !== undefined && (
        <Button icon={Layers} variant="primary" onPress={() => void controller.showOver(view, image)}>
          {t('images.objects.showOver')}
        </Button>
      )}
      {parts.length > 0 && (
        <section>
          <h3>{t('images.objects.parts')}</h3>
          <ul className="objects-parts">
            {parts.map(({ number, name, colour }) => (
              <li key={number}>
                <Swatch colour={colour} />
                {name === '' ? t('images.objects.unnamedPart', { number }) : name}
              </li>
            ))}
          </ul>
        </section>
      )}
    </article>
  );
}
