import { StarOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'react-aria-components';
import type { ImageRef } from '../../../../src-shared/domain/notes.ts';
import { Dialog } from '../../../ui/frames/Dialog.tsx';
import { useController } from '../controller-context.ts';
import type { FoundImage } from '../exam-contents.ts';
import { useNotes } from '../notes/use-notes.ts';
import { findSeries, useImages } from '../store.ts';
import { seriesName } from '../words.ts';
import './key-image-list.css';

const SIDE = 128;

/** Where a marked image stands, and how it looks; null while that is not known, or where it is not in this window. */
const useMarked = ({ sopInstanceUid, sopClassUid, frame }: ImageRef) => {
  const { contents } = useController();
  const [place, setPlace] = useState<FoundImage | null>(null);
  const [picture, setPicture] = useState<string | null>(null);
  useEffect(() => {
    const leaving = new AbortController();
    const left = (): boolean => leaving.signal.aborted;
    const find = async (): Promise<void> => {
      const found = await contents.find({ sopInstanceUid, sopClassUid, frames: [frame + 1] });
      if (left() || found === null) return;
      setPlace(found);
      // An image that cannot be read says so where it is opened.
      const address = await contents.pictureOf(found, SIDE).catch(() => null);
      if (!left()) setPicture(address);
    };
    void find();
    return () => leaving.abort();
  }, [contents, sopInstanceUid, sopClassUid, frame]);
  return { place, picture };
};

/** The row goes, and the focus with it: keys must reach the list all the same, at once. */
const focusNeighbour = (button: Element): void => {
  const row = button.closest('li');
  const neighbour = row?.nextElementSibling ?? row?.previousElementSibling;
  neighbour?.querySelector<HTMLElement>('button:last-of-type')?.focus();
};

function Row({ image, onGo }: { readonly image: ImageRef; readonly onGo: () => void }) {
  const { t } = useTranslation();
  const controller = useController();
  const exams = useImages((state) => state.exams);
  const { place, picture } = useMarked(image);
  const series = findSeries(exams, place?.address ?? null);
  const words =
    place === null || series === undefined
      ? t('images.keep.marked')
      : t('images.keep.place', { series: seriesName(t, series), index: place.index + 1 });
  return (
    <li>
      <Button className="images-button images-button-row images-key" onPress={onGo}>
        <span className="images-small images-key-picture">
          {picture !== null && <img src={picture} alt="" />}
        </span>
        <span>{words}</span>
      </Button>
      <Button
        className="images-button images-button-symbol"
        aria-label={t('images.keep.unmark', { image: words })}
        onPress={({ target }) => {
          focusNeighbour(target);
          controller.engine.notes.toggleKeyImage(image);
        }}
      >
        <StarOff aria-hidden className="images-icon" />
      </Button>
    </li>
  );
}

/** The images that were marked: each a press away, and to be unmarked. */
export function KeyImageList() {
  const { t } = useTranslation();
  const controller = useController();
  const open = useImages((state) => state.listingKeyImages);
  const images = useNotes((state) => state.keyImages);
  const close = (): void => useImages.setState({ listingKeyImages: false });
  return (
    <Dialog title={t('images.keep.keyImages')} isOpen={open} onClose={close}>
      {images.length === 0 && <p>{t('images.keep.noKeyImages')}</p>}
      <ul className="images-key-list">
        {images.map((image) => (
          <Row
            key={`${image.sopInstanceUid} ${image.frame}`}
            image={image}
            onGo={() => {
              close();
              controller.showImage(image);
            }}
          />
        ))}
      </ul>
    </Dialog>
  );
}
