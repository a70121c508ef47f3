import { HardDrive, HardDriveDownload, Pause, Play, RotateCw, Trash2, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { LibraryEntry } from '../../../src-shared/domain/library.ts';
import { assertNever } from '../../../src-shared/assert-never.ts';
import { Badge } from '../states/Badge.tsx';
import { Button } from '../buttons/Button.tsx';
import { useFormat } from '../words/format.ts';
import { IconButton } from '../buttons/IconButton.tsx';
import { ProgressBar } from '../states/ProgressBar.tsx';
import { useFocusStays } from '../focus/use-focus-stays.ts';
import './keep-control.css';

export interface KeepControlProps {
  /** Undefined while nothing of the exam is kept. */
  readonly entry: LibraryEntry | undefined;
  /** The exam's label, for names that say which exam is meant. */
  readonly name: string;
  readonly onKeep: () => void;
  readonly onRemove: () => void;
  /** Stops the download for now, or lets it go on; left out where there is no room for the button. */
  readonly onHold?: ((held: boolean) => void) | undefined;
}

/** Keeps an exam on this computer, shows how far that is, and takes it away again. */
export function KeepControl(props: KeepControlProps) {
  const { t } = useTranslation();
  const group = useFocusStays(props.entry?.state ?? 'none');
  return (
    <span
      ref={group}
      className="ui-keep"
      role="group"
      tabIndex={-1}
      aria-label={t('keep.groupNamed', { name: props.name })}
    >
      <Kept {...props} />
    </span>
  );
}

function Kept({ entry, name, onKeep, onRemove, onHold }: KeepControlProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!entry)
    return (
      <Button icon={HardDriveDownload} aria-label={t('keep.keepNamed', { name })} onPress={onKeep}>
        {t('keep.keep')}
      </Button>
    );
  const { state } = entry;
  switch (state) {
    case 'kept':
      return (
        <>
          {entry.refused > 0 ? (
            <Badge tone="warn">{t('keep.refused', { count: entry.refused })}</Badge>
          ) : (
            <Badge tone="good" icon={HardDrive}>
              {t('keep.kept')}
            </Badge>
          )}
          <IconButton label={t('keep.removeNamed', { name })} icon={Trash2} onPress={onRemove} />
        </>
      );
    case 'keeping':
    case 'queued':
    case 'held':
    case 'paused':
      return (
        <>
          <ProgressBar
            label={t(`keep.${state}`)}
            value={progressOf(entry)}
            valueText={
              entry.instancesTotal === 0
                ? ''
                : t('keep.progress', {
                    done: format.number(entry.instancesDone),
                    total: format.number(entry.instancesTotal),
                  })
            }
          />
          {onHold && state === 'held' && (
            <IconButton label={t('keep.resumeNamed', { name })} icon={Play} onPress={() => onHold(false)} />
          )}
          {onHold && (state === 'keeping' || state === 'queued') && (
            <IconButton label={t('keep.holdNamed', { name })} icon={Pause} onPress={() => onHold(true)} />
          )}
          <IconButton label={t('keep.stopNamed', { name })} icon={X} onPress={onRemove} />
        </>
      );
    case 'failed':
      return (
        <>
          <Badge tone="bad">{t('keep.failed')}</Badge>
          <Button icon={RotateCw} aria-label={t('keep.againNamed', { name })} onPress={onKeep}>
            {t('common.retry')}
          </Button>
        </>
      );
    default:
      return assertNever(state);
  }
}

/** By bytes, which move within a large image too. */
function progressOf({ bytes, bytesTotal, instancesDone, instancesTotal }: LibraryEntry): number | undefined {
  if (bytesTotal > 0) return Math.min(1, bytes / bytesTotal);
  return instancesTotal > 0 ? instancesDone / instancesTotal : undefined;
}
