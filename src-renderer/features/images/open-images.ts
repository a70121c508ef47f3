import { whatToShow } from './address.ts';
import { ImagesController } from './controller.ts';
import { useImages } from './store.ts';

/** Starts this window's images from its address; with a wrong address the page says so. */
export const openImages = (search: string): ImagesController => {
  const show = whatToShow(search);
  const controller = new ImagesController(show ?? { examId: '', at: null, compareWith: null });
  if (show === null) {
    useImages.setState({ stage: { kind: 'failed', error: { code: 'invalid-request', message: 'no exam' } } });
  } else void controller.start();
  return controller;
};
