import type { Thumbnail } from '../../../viewer/look/thumbnail.ts';

/** A small picture as a `data:` address for an `<img>`. */
export const thumbnailAddress = ({ width, height, pixels }: Thumbnail): string => {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
  return canvas.toDataURL('image/png');
};
