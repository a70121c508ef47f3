import { useMutation, useQuery } from '@tanstack/react-query';
import { BookOpen, ClipboardList, Copy, Download, Mail, Phone, ScrollText } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Portal } from '../../../src-shared/domain/portal.ts';
import type { AppInfo } from '../../../src-shared/ipc/schemas/app.ts';
import type { Link } from '../../../src-shared/ipc/schemas/help.ts';
import { appErrorOf, call } from '../../bridge/call.ts';
import { useLicences } from '../../bridge/queries.ts';
import type { CommandGroup } from '../../commands/command.ts';
import { useRegistry } from '../../commands/registry.ts';
import { useShortcutWords } from '../../commands/use-shortcut-words.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { Dialog } from '../../ui/frames/Dialog.tsx';
import { ErrorNotice } from '../../ui/notices/ErrorNotice.tsx';
import { Page } from '../../ui/frames/Page.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import { tellDone } from '../../ui/notices/toasts.tsx';
import './help.css';

export interface HelpPageProps {
  readonly portal: Portal;
  readonly info: AppInfo;
  /** Where the application stands with its updates. */
  readonly updates: ReactNode;
  readonly onGuide: () => void;
}

export function HelpPage({ portal, info, updates, onGuide }: HelpPageProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<'diagnostic' | 'licences' | null>(null);
  const close = (): void => setOpen(null);
  return (
    <Page title={t('help.title')} lead={t('help.lead')} width="reading">
      <SupportCard portal={portal} onDiagnostic={() => setOpen('diagnostic')} />
      <section className="ui-card" aria-labelledby="help-guide">
        <h2 id="help-guide">{t('help.guide')}</h2>
        <p>{t('help.guideLead')}</p>
        <div className="ui-row">
          <Button icon={BookOpen} onPress={onGuide}>
            {t('help.openGuide')}
          </Button>
        </div>
      </section>
      <Shortcuts />
      {updates}
      <section className="ui-card" aria-labelledby="help-about">
        <h2 id="help-about">{t('help.about')}</h2>
        <p>{t('help.purpose')}</p>
        <p className="ui-muted">
          {t('help.version', { version: info.version })} · Electron {info.runtime.electron} · Chromium{' '}
          {info.runtime.chrome}
        </p>
        <div className="ui-row">
          <Button icon={ScrollText} onPress={() => setOpen('licences')}>
            {t('help.licences')}
          </Button>
        </div>
      </section>
      {open === 'diagnostic' && <DiagnosticDialog onClose={close} />}
      {open === 'licences' && <LicencesDialog onClose={close} />}
    </Page>
  );
}

interface SupportCardProps {
  readonly portal: Portal;
  readonly onDiagnostic: () => void;
}

function SupportCard({ portal, onDiagnostic }: SupportCardProps) {
  const { t } = useTranslation();
  const openLink = useMutation({ mutationFn: (link: Link) => call('help.openLink', link) });
  const { email, telephone } = portal.support;
  return (
    <section className="ui-card" aria-labelledby="help-support">
      <div className="help-support-words">
        <h2 id="help-support">{t('help.support')}</h2>
        <p>{t('help.supportLead', { operator: portal.operator })}</p>
      </div>
      <div className="ui-row">
        <Button variant="primary" icon={Mail} onPress={() => openLink.mutate({ kind: 'support-mail' })}>
          {email}
        </Button>
        {telephone !== null && (
          <Button icon={Phone} onPress={() => openLink.mutate({ kind: 'telephone', number: telephone })}>
            {telephone}
          </Button>
        )}
        <Button icon={ClipboardList} onPress={onDiagnostic}>
          {t('help.diagnostic')}
        </Button>
      </div>
    </section>
  );
}

const groups: readonly CommandGroup[] = ['navigation', 'page', 'appearance'];

function Shortcuts() {
  const { t } = useTranslation();
  const words = useShortcutWords();
  const lists = useRegistry((registry) => registry.lists);
  const commands = useMemo(() => lists.flat().filter(({ shortcut }) => shortcut !== undefined), [lists]);
  return (
    <section className="ui-card" aria-labelledby="help-shortcuts">
      <h2 id="help-shortcuts">{t('help.shortcuts')}</h2>
      <p className="ui-muted">{t('help.shortcutsLead')}</p>
      <div className="help-shortcuts">
        {groups
          .map((group) => ({ group, members: commands.filter((command) => command.group === group) }))
          .filter(({ members }) => members.length > 0)
          .map(({ group, members }) => (
            <div key={group}>
              <h3>{t(`help.groups.${group}`)}</h3>
              <dl className="help-keys">
                {members.map((command) => (
                  <div key={command.id}>
                    <dt>{command.label}</dt>
                    <dd>
                      <kbd>{words(command.shortcut ?? '')}</kbd>
                    </dd>
                  </div>
                ))}
              </dl>
            </div>
          ))}
      </div>
    </section>
  );
}

function DiagnosticDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const report = useQuery({ queryKey: ['diagnostic'], queryFn: () => call('help.diagnostic'), gcTime: 0 });
  const save = useMutation({
    mutationFn: () => call('help.saveDiagnostic'),
    onSuccess: ({ saved }) => saved && tellDone(t('help.diagnosticSaved')),
  });
  const copy = useMutation({
    mutationFn: (words: string) => call('help.copy', { text: words }),
    onSuccess: () => tellDone(t('common.copied')),
  });
  const text = report.data?.text;
  return (
    <Dialog
      title={t('help.diagnostic')}
      width="wide"
      isOpen
      onClose={onClose}
      actions={
        text !== undefined && (
          <>
            <Button icon={Copy} onPress={() => copy.mutate(text)}>
              {t('common.copy')}
            </Button>
            <Button
              variant="primary"
              icon={Download}
              isPending={save.isPending}
              onPress={() => save.mutate()}
            >
              {t('common.save')}
            </Button>
          </>
        )
      }
    >
      <p>{t('help.diagnosticLead')}</p>
      {report.isPending && <Skeleton lines={3} />}
      {report.isError && <ErrorNotice error={appErrorOf(report.error)} onRetry={() => report.refetch()} />}
      {text !== undefined && <PlainText label={t('help.diagnostic')} text={text} />}
    </Dialog>
  );
}

function LicencesDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const licences = useLicences();
  return (
    <Dialog title={t('help.licences')} width="wide" isOpen onClose={onClose}>
      {licences.isPending && <Skeleton lines={3} />}
      {licences.isError && (
        <ErrorNotice error={appErrorOf(licences.error)} onRetry={() => licences.refetch()} />
      )}
      {licences.data && <PlainText label={t('help.licences')} text={licences.data.text} />}
    </Dialog>
  );
}

/** Long text that scrolls, by the keyboard too. */
function PlainText({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable
    <pre className="help-text" tabIndex={0} role="region" aria-label={label}>
      {text}
    </pre>
  );
}
