import { Pause, Play, SkipBack, SkipForward } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/buttons/Button.tsx';
import type { VideoObject } from '../../../viewer/objects/video.ts';
import { playable } from '../../../viewer/objects/playable.ts';
import { InsteadOfImage } from '../cells/InsteadOfImage.tsx';
import { SaveContent } from './SaveContent.tsx';

const extensionOf = ({ container }: VideoObject): 'mp4' | 'ts' | 'mpg' =>
  container === 'mp4' ? 'mp4' : container === 'mpeg-ts' ? 'ts' : 'mpg';

function Player({ address, rate, onFailed }: { address: string; rate: number | null; onFailed: () => void }) {
  const { t } = useTranslation();
  const video = useRef<HTMLVideoElement>(null);
  const [playing, setPlaying] = useState(false);
  const step = (by: number): void => {
    if (video.current === null) return;
    video.current.pause();
    video.current.currentTime = Math.max(0, video.current.currentTime + by / (rate ?? 25));
  };
  return (
    <div className="objects-player">
      {/* Films of an exam are silent, or hold what was said in the room: there are no subtitles to show. */}
      {/* eslint-disable-next-line jsx-a11y/media-has-caption */}
      <video
        ref={video}
        src={address}
        controls
        controlsList="nodownload noremoteplayback"
        disablePictureInPicture
        preload="auto"
        aria-label={t('images.objects.kinds.video')}
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onError={onFailed}
      />
      <div className="objects-controls">
        <Button icon={SkipBack} onPress={() => step(-1)}>
          {t('images.action.previous')}
        </Button>
        <Button
          icon={playing ? Pause : Play}
          onPress={() => void (playing ? video.current?.pause() : video.current?.play().catch(onFailed))}
        >
          {t(playing ? 'images.action.pause' : 'images.action.play')}
        </Button>
        <Button icon={SkipForward} onPress={() => step(1)}>
          {t('images.action.next')}
        </Button>
      </div>
    </div>
  );
}

type Film =
  | { readonly kind: 'preparing' }
  | { readonly kind: 'unplayable' }
  | { readonly kind: 'ready'; readonly address: string };

/** A film, played where this computer can; else saved, for a program that can. */
export function VideoBody({ object, name }: { readonly object: VideoObject; readonly name: string }) {
  const { t } = useTranslation();
  const [state, setState] = useState<Film>({ kind: 'preparing' });
  useEffect(() => {
    let address: string | null = null;
    let left = false;
    playable(object).then(
      (film) => {
        if (left) return;
        address = film === null ? null : URL.createObjectURL(film);
        setState(address === null ? { kind: 'unplayable' } : { kind: 'ready', address });
      },
      () => setState({ kind: 'unplayable' }),
    );
    return () => {
      left = true;
      if (address !== null) URL.revokeObjectURL(address);
    };
  }, [object]);
  const save = <SaveContent name={name} extension={extensionOf(object)} bytes={object.bytes} />;
  if (state.kind === 'preparing') return <p className="images-loading">{t('images.objects.preparing')}</p>;
  if (state.kind === 'unplayable') {
    return (
      <InsteadOfImage title={t('images.objects.unplayableTitle')}>
        <p>{t('images.objects.unplayable')}</p>
        {save}
      </InsteadOfImage>
    );
  }
  return (
    <div className="objects-video">
      <Player address={state.address} rate={object.rate} onFailed={() => setState({ kind: 'unplayable' })} />
      {save}
    </div>
  );
}
