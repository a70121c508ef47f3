import { FolderSearch, type LucideIcon, Square } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../src-shared/errors.ts';
import { Button } from '../buttons/Button.tsx';
import { ErrorNotice } from '../notices/ErrorNotice.tsx';
import { ProgressBar } from '../states/ProgressBar.tsx';
import { useFormat } from '../words/format.ts';
import { Dialog } from './Dialog.tsx';

/** Files on their way to a place that the person chose. */
export type Writing =
  | { readonly kind: 'running'; readonly done: number; readonly total: number }
  | { readonly kind: 'failed'; readonly error: AppError }
  | { readonly kind: 'done' };

interface Deed {
  readonly label: string;
  readonly isPending?: boolean;
  readonly onPress: () => void;
}

export interface WritingDialogProps {
  readonly title: string;
  readonly state: Writing;
  /** What is being written. */
  readonly running: string;
  /** How far it is, in words. */
  readonly progress: (counts: { readonly done: string; readonly total: string }) => string;
  readonly onStop: () => void;
  readonly isStopping?: boolean;
  readonly again: Deed & { readonly icon: LucideIcon };
  readonly reveal: Deed;
  readonly onClose: () => void;
  /** What was written, and what was not, once it is done. */
  readonly children: ReactNode;
}

/** How far the writing of files is, why it failed, or what was written and where it lies. */
export function WritingDialog(props: WritingDialogProps) {
  const { title, state, running, progress, onClose, children } = props;
  const format = useFormat();
  return (
    <Dialog role="alertdialog" title={title} isOpen onClose={onClose} actions={<Actions {...props} />}>
      {state.kind === 'running' && (
        <ProgressBar
          label={running}
          value={state.total === 0 ? undefined : state.done / state.total}
          valueText={progress({ done: format.number(state.done), total: format.number(state.total) })}
        />
      )}
      {state.kind === 'failed' && <Failed error={state.error} />}
      {state.kind === 'done' && children}
    </Dialog>
  );
}

/** The place is often a USB key: what is full, or takes no file, is that, and not this computer. */
function Failed({ error }: { readonly error: AppError }) {
  const { t } = useTranslation();
  const { code } = error;
  if (code !== 'disk-full' && code !== 'disk-error') return <ErrorNotice error={error} />;
  return (
    <ErrorNotice
      error={error}
      knowing={{
        what: t(`writing.${code}.what`),
        meaning: t('writing.notDone'),
        remedy: t(`writing.${code}.remedy`),
      }}
    />
  );
}

function Actions({ state, onStop, isStopping = false, again, reveal, onClose }: WritingDialogProps) {
  const { t } = useTranslation();
  switch (state.kind) {
    case 'running':
      return (
        <Button icon={Square} isPending={isStopping} onPress={onStop}>
          {t('import.stop')}
        </Button>
      );
    case 'failed':
      return (
        <Button icon={again.icon} variant="primary" onPress={again.onPress}>
          {again.label}
        </Button>
      );
    case 'done':
      return (
        <>
          <Button icon={FolderSearch} isPending={reveal.isPending ?? false} onPress={reveal.onPress}>
            {reveal.label}
          </Button>
          <Button variant="primary" onPress={onClose}>
            {t('common.done')}
          </Button>
        </>
      );
  }
}
