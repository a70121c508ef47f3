import type { VideoObject } from './video.ts';

const mimes: Readonly<Record<VideoObject['codec'], string>> = {
  h264: 'video/mp4; codecs="avc1.640029"',
  hevc: 'video/mp4; codecs="hvc1.1.6.L93.B0"',
  'mpeg-2': 'video/mpeg',
};

/** A film as Chromium plays it; null where it cannot, because of its codec or of how it is wrapped. */
export const playable = async (video: VideoObject): Promise<Blob | null> => {
  if (document.createElement('video').canPlayType(mimes[video.codec]) === '') return null;
  if (video.container === 'mp4') return new Blob([video.bytes], { type: 'video/mp4' });
  if (video.container !== 'mpeg-ts' || video.codec !== 'h264') return null;
  const { rewrapped } = await import('./rewrap.ts');
  const film = await rewrapped(video.bytes);
  return film === null ? null : new Blob([film], { type: 'video/mp4' });
};
