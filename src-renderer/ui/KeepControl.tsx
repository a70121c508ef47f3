import { HardDrive, HardDriveDownload, RotateCw, Trash2, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { LibraryEntry } from '../../src-shared/domain/library.ts';
import { assertNever } from '../../src-shared/assert-never.ts';
import { Badge } from './Badge.tsx';
import { Button } from './Button.tsx';
import { IconButton } from './IconButton.tsx';
import { ProgressBar } from './ProgressBar.tsx';
import './keep-control.css';

export interface KeepControlProps {
  /** Undefined while nothing of the exam is kept. */
  readonly entry: LibraryEntry | undefined;
  /** The exam's label, for names that say which exam is meant. */
  readonly name: string;
  readonly onKeep: () => void;
  readonly onRemove: () => void;
}

/** Keeps an exam on this computer, shows how far that is, and takes it away again. */
export function KeepControl({ entry, name, onKeep, onRemove }: KeepControlProps) {
  const { t } = useTranslation();
  if (!entry)
    return (
      <Button icon={HardDriveDownload} aria-label={t('keep.keepNamed', { name })} onPress={onKeep}>
        {t('keep.keep')}
      </Button>
    );
  switch (entry.state) {
    case 'kept':
      return (
        <span className="ui-keep">
          <Badge tone="good" icon={HardDrive}>
            {t('keep.kept')}
          </Badge>
          <IconButton label={t('keep.removeNamed', { name })} icon={Trash2} onPress={onRemove} />
        </span>
      );
    case 'keeping':
    case 'paused':
      return (
        <span className="ui-keep">
          <ProgressBar
            label={entry.state === 'keeping' ? t('keep.keeping') : t('keep.paused')}
            value={entry.instancesTotal === 0 ? undefined : entry.instancesDone / entry.instancesTotal}
            valueText={t('keep.progress', { done: entry.instancesDone, total: entry.instancesTotal })}
          />
          <IconButton label={t('keep.stopNamed', { name })} icon={X} onPress={onRemove} />
        </span>
      );
    case 'failed':
      return (
        <span className="ui-keep">
          <Badge tone="bad">{t('keep.failed')}</Badge>
          <Button icon={RotateCw} aria-label={t('keep.againNamed', { name })} onPress={onKeep}>
            {t('common.retry')}
          </Button>
        </span>
      );
    default:
      return assertNever(entry.state);
  }
}
