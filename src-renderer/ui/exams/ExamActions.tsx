import { Share } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { LibraryEntry } from '../../../src-shared/domain/library.ts';
import type { Pacs, Sending } from '../../../src-shared/domain/pacs.ts';
import { Button } from '../buttons/Button.tsx';
import { KeepControl } from './KeepControl.tsx';
import { SendControl } from './SendControl.tsx';

/** What happens when an exam's buttons are pressed (`bridge/exam-doings.ts`). */
export interface ExamDoings {
  readonly onKeep: () => void;
  readonly onRemove: () => void;
  readonly onExport: () => void;
  /** The doctor's own archive; null where none is set up. */
  readonly pacs: Pacs | null;
  readonly sending: Sending | undefined;
  readonly onSend: () => void;
  readonly onStopSending: () => void;
}

export interface ExamActionsProps {
  /** The exam's label, for names that say which exam is meant. */
  readonly name: string;
  readonly entry: LibraryEntry | undefined;
  readonly doings: ExamDoings;
  /** False for a guest, who leaves nothing behind. */
  readonly mayKeep?: boolean;
}

/** What can be done with an exam's images beside looking at them: keep here, export, send to one's own archive. */
export function ExamActions({ name, entry, doings, mayKeep = true }: ExamActionsProps) {
  const { t } = useTranslation();
  const { pacs } = doings;
  return (
    <>
      {mayKeep && <KeepControl entry={entry} name={name} onKeep={doings.onKeep} onRemove={doings.onRemove} />}
      <Button icon={Share} aria-label={t('export.actionNamed', { name })} onPress={doings.onExport}>
        {t('export.action')}
      </Button>
      {pacs && (
        <SendControl
          pacs={pacs}
          sending={doings.sending}
          name={name}
          onSend={doings.onSend}
          onStop={doings.onStopSending}
        />
      )}
    </>
  );
}
