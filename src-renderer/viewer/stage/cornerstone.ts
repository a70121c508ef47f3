import {
  cache,
  Enums,
  imageLoader,
  init,
  metaData,
  RenderingEngine,
  setUseCPURendering,
  StackViewport,
  type Types,
  utilities,
} from '@cornerstonejs/core';
import { cornerstoneImage, findImage, provideMetadata } from './shown-images.ts';

/** Without a real GPU, Cornerstone's canvas renderer draws a stack several times faster than WebGL in software. */
export const drawsInSoftware = (): boolean => {
  const gl = document.createElement('canvas').getContext('webgl2');
  if (gl === null) return true;
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer: unknown = gl.getParameter(info === null ? gl.RENDERER : info.UNMASKED_RENDERER_WEBGL);
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return (
    typeof renderer !== 'string' || /swiftshader|llvmpipe|softpipe|software|basic render/i.test(renderer)
  );
};

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

/** Sets Cornerstone up once a window: our images, our metadata, and which renderer. */
export const startCornerstone = (software: boolean): void => {
  if (ready) return;
  ready = true;
  // Without WebGL there is nothing for init to find out, and its probing costs what the first image should not.
  if (software) setUseCPURendering(true, false);
  else init();
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
