import { Send } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Exam } from '../../../src-shared/domain/exam.ts';
import type { Portal } from '../../../src-shared/domain/portal.ts';
import { shareKinds } from '../../../src-shared/domain/share.ts';
import { appErrorOf } from '../../bridge/call.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { Checkbox } from '../../ui/fields/Checkbox.tsx';
import { Dialog } from '../../ui/frames/Dialog.tsx';
import { ErrorNotice } from '../../ui/notices/ErrorNotice.tsx';
import { RadioGroup } from '../../ui/fields/RadioGroup.tsx';
import { Select } from '../../ui/fields/Select.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import { ExamPicker } from './ExamPicker.tsx';
import { inputOf, problemsOf, usualDuration, type FormProblem, type ShareForm } from './share-form.ts';
import { draftOfPresent, keepDraft } from './unfinished.ts';
import { useCreateShare } from './use-sharing.ts';

export interface ShareDialogProps {
  readonly portal: Portal;
  readonly exams: readonly Exam[];
  /** The exam from which sharing started. */
  readonly chosen: string | null;
  readonly onClose: () => void;
}

/** What was written when a lock or the session's end took the page away; not where another exam is asked about now. */
function draftFor(chosen: string | null): Partial<ShareForm> {
  const draft = draftOfPresent();
  return draft !== null && (chosen === null || draft.examIds.includes(chosen)) ? draft : {};
}

/** Lets someone see exams for a limited time (L8). */
export function ShareDialog({ portal, exams, chosen, onClose: close }: ShareDialogProps) {
  const { t } = useTranslation();
  const { durationsDays, maxExams, messageMaxLength } = portal.sharing;
  const [form, setForm] = useState<ShareForm>(() => ({
    examIds: chosen === null ? [] : [chosen],
    recipientEmail: '',
    recipientName: '',
    kind: 'professional',
    durationDays: usualDuration(durationsDays),
    includeReports: true,
    message: '',
    ...draftFor(chosen),
  }));
  const [problems, setProblems] = useState<readonly FormProblem[]>([]);
  const [tries, setTries] = useState(0);
  const create = useCreateShare();
  const change = (part: Partial<ShareForm>): void => {
    const next = { ...form, ...part };
    setForm(next);
    keepDraft(next);
  };
  const onClose = (): void => {
    keepDraft(null);
    close();
  };
  const send = (): void => {
    const found = problemsOf(form, maxExams);
    setProblems(found);
    setTries(tries + 1);
    // Its access code is shown over every page, by `SharedDialog`.
    if (found.length === 0) create.mutate(inputOf(form), { onSuccess: close });
  };
  const problem = (...kinds: readonly FormProblem[]): string | undefined => {
    const found = kinds.find((kind) => problems.includes(kind));
    return found && t(`sharing.problems.${found}`, { count: maxExams });
  };

  return (
    <Dialog
      title={t('sharing.newTitle')}
      width="wide"
      isOpen
      closedBy="cross"
      isBusy={create.isPending}
      onClose={onClose}
      tries={tries}
      actions={
        <>
          <Button isDisabled={create.isPending} onPress={onClose}>
            {t('common.cancel')}
          </Button>
          <Button variant="primary" icon={Send} isPending={create.isPending} onPress={send}>
            {t('sharing.send')}
          </Button>
        </>
      }
    >
      {create.isError && <ErrorNotice error={appErrorOf(create.error)} />}
      <ExamPicker
        exams={exams}
        chosen={form.examIds}
        onChange={(examIds) => change({ examIds })}
        error={problem('no-exam', 'too-many-exams')}
      />
      <div className="share-form-pair">
        <TextField
          label={t('sharing.email')}
          type="email"
          autoComplete="off"
          value={form.recipientEmail}
          onChange={(recipientEmail) => change({ recipientEmail })}
          error={problem('email-missing', 'email-wrong')}
        />
        <TextField
          label={t('sharing.name')}
          autoComplete="off"
          maxLength={100}
          value={form.recipientName}
          onChange={(recipientName) => change({ recipientName })}
        />
      </div>
      <RadioGroup
        label={t('sharing.kind')}
        layout="tiles"
        value={form.kind}
        onChange={(kind) => change({ kind })}
        choices={shareKinds.map((id) => ({
          id,
          label: t(`sharing.kinds.${id}`),
          hint: t(`sharing.kindHints.${id}`),
        }))}
      />
      <Select
        label={t('sharing.duration')}
        hint={t('sharing.durationHint')}
        value={String(form.durationDays)}
        onChange={(id) => change({ durationDays: Number(id) })}
        choices={durationsDays.map((days) => ({
          id: String(days),
          label: t('sharing.days', { count: days }),
        }))}
      />
      <Checkbox isSelected={form.includeReports} onChange={(includeReports) => change({ includeReports })}>
        {t('sharing.withReports')}
      </Checkbox>
      <TextField
        label={t('sharing.message')}
        multiline
        maxLength={messageMaxLength}
        value={form.message}
        onChange={(message) => change({ message })}
      />
    </Dialog>
  );
}
