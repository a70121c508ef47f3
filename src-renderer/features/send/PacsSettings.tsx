import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Server, Trash2 } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Pacs } from '../../../src-shared/domain/pacs.ts';
import { appErrorOf, call } from '../../bridge/call.ts';
import { keys } from '../../bridge/queries.ts';
import { useForgetPacs, usePacs } from '../../bridge/send.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { ErrorNotice } from '../../ui/notices/ErrorNotice.tsx';
import { PasswordField } from '../../ui/fields/PasswordField.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import { tellDone } from '../../ui/notices/toasts.tsx';
import './send.css';

/** Where this computer sends exams to: a doctor's own archive, by STOW-RS. */
export function PacsSettings() {
  const { t } = useTranslation();
  const pacs = usePacs();
  const [editing, setEditing] = useState(false);
  const forget = useForgetPacs();
  if (pacs === undefined) return null;
  return (
    <section className="pacs" aria-labelledby="pacs-title">
      <h2 id="pacs-title">{t('send.title')}</h2>
      <p className="ui-muted">{t('send.lead')}</p>
      {pacs !== null && !editing && (
        <div className="pacs-known">
          <Server aria-hidden className="ui-icon" />
          <p>
            <strong>{pacs.name}</strong>
            <span className="ui-muted selectable">{pacs.url}</span>
          </p>
          <Button onPress={() => setEditing(true)}>{t('send.change')}</Button>
          <Button variant="quiet" icon={Trash2} isPending={forget.isPending} onPress={() => forget.mutate()}>
            {t('send.forget')}
          </Button>
        </div>
      )}
      {pacs === null && !editing && (
        <Button icon={Server} onPress={() => setEditing(true)}>
          {t('send.setUp')}
        </Button>
      )}
      {editing && <PacsForm pacs={pacs} onDone={() => setEditing(false)} />}
    </section>
  );
}

function PacsForm({ pacs, onDone }: { readonly pacs: Pacs | null; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [name, setName] = useState(pacs?.name ?? '');
  const [url, setUrl] = useState(pacs?.url ?? '');
  const [username, setUsername] = useState(pacs?.username ?? '');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(false);
  const set = useMutation({
    mutationFn: () =>
      call('pacs.set', {
        name,
        url,
        username: username.trim() === '' ? null : username,
        password: password === '' ? null : password,
      }),
    onSuccess: (known) => {
      queryClient.setQueryData(keys.pacs, known);
      tellDone(t('send.ready', { name: known.name }));
      onDone();
    },
    meta: { ownWords: true },
  });
  const failure = set.error && appErrorOf(set.error);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const isMissing = name.trim() === '' || url.trim() === '';
    setMissing(isMissing);
    if (!isMissing && !set.isPending) set.mutate();
  };
  const need = (value: string): string | undefined =>
    missing && value.trim() === '' ? t('send.missing') : undefined;
  return (
    <form className="pacs-form" onSubmit={submit} aria-label={t('send.title')} noValidate>
      {failure && failure.code !== 'cancelled' && <ErrorNotice error={failure} />}
      <TextField
        label={t('send.name')}
        hint={t('send.nameHint')}
        value={name}
        onChange={setName}
        maxLength={60}
        error={need(name)}
      />
      <TextField
        label={t('send.url')}
        hint={t('send.urlHint')}
        value={url}
        onChange={setUrl}
        inputMode="url"
        spellCheck="false"
        error={need(url)}
      />
      <TextField
        label={t('send.username')}
        value={username}
        onChange={setUsername}
        autoComplete="off"
        spellCheck="false"
      />
      <PasswordField
        label={t('send.password')}
        name="archive-password"
        value={password}
        onChange={setPassword}
        autoComplete="new-password"
      />
      <div className="ui-row">
        <Button onPress={onDone}>{t('common.cancel')}</Button>
        <Button type="submit" variant="primary" isPending={set.isPending}>
          {t('send.check')}
        </Button>
      </div>
    </form>
  );
}
