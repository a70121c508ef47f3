import {
  cache,
  Enums,
  imageLoader,
  init,
  metaData,
  RenderingEngine,
  StackViewport,
  type Types,
  utilities,
} from '@cornerstonejs/core';
import { cornerstoneImage, findImage, provideMetadata } from './shown-images.ts';

const load = (id: string): { promise: Promise<Types.IImage> } => {
  const image = findImage(id);
  if (image === undefined) return { promise: Promise.reject(new Error(`${id} is not loaded`)) };
  const bare = cornerstoneImage(id, image);
  const voxelManager = utilities.VoxelManager.createImageVoxelManager({
    width: bare.width,
    height: bare.height,
    scalarData: bare.getPixelData(),
    numberOfComponents: bare.numberOfComponents,
  });
  return { promise: Promise.resolve({ ...bare, voxelManager }) };
};

let ready = false;

/** Sets Cornerstone up once a window: our images and our metadata. */
export const startCornerstone = (): void => {
  if (ready) return;
  ready = true;
  init();
  // The series loader bounds memory; Cornerstone's own limit must never be what refuses an image.
  cache.setMaxCacheSize(8 * 2 ** 30);
  imageLoader.registerImageLoader('emage', load);
  metaData.addProvider(provideMetadata, 10_000);
};

export const releaseImage = (id: string): void => {
  if (cache.getImageLoadObject(id) !== undefined) cache.removeImageLoadObject(id, { force: true });
};

const VIEWPORT = 'stack';

export interface Viewport {
  readonly stack: Types.IStackViewport;
  readonly resize: () => void;
  readonly destroy: () => void;
}

export const openViewport = (element: HTMLDivElement, onRendered: () => void): Viewport => {
  const engine = new RenderingEngine(`engine-${crypto.randomUUID()}`);
  engine.enableElement({
    viewportId: VIEWPORT,
    element,
    type: Enums.ViewportType.STACK,
    defaultOptions: { background: [0, 0, 0] },
  });
  element.addEventListener(Enums.Events.IMAGE_RENDERED, onRendered);
  const stack = engine.getViewport(VIEWPORT);
  if (!(stack instanceof StackViewport)) throw new Error('no stack viewport');
  return {
    stack,
    resize: () => engine.resize(true, true),
    destroy: () => {
      element.removeEventListener(Enums.Events.IMAGE_RENDERED, onRendered);
      engine.destroy();
    },
  };
};
