import { AppFailure } from '../../../../src-shared/errors.ts';

export const toBlob = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) =>
    canvas.toBlob((blob) => {
      if (blob === null) reject(new AppFailure('internal', 'no picture'));
      else resolve(blob);
    }, 'image/png'),
  );
