import { Ellipsis } from 'lucide-react';

import { Toolbar } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Command } from '../../commands/command.ts';
import { useShortcutWords } from '../../commands/use-shortcut-words.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { IconButton } from '../../ui/buttons/IconButton.tsx';
import { MenuButton, type MenuChoice } from '../../ui/buttons/MenuButton.tsx';
import { PageField } from './PageField.tsx';
import type { PdfView } from './pdf/pdf-view.ts';
import type { ViewStore } from './pdf/view-store.ts';
import type { ReportCommands } from './use-report-commands.ts';
import './report-toolbar.css';

const percents = [50, 75, 100, 125, 150, 200] as const;

export interface ReportToolbarProps {
  readonly view: PdfView | null;
  readonly store: ViewStore;
  readonly commands: ReportCommands;
}

/** Where the window is narrow, what is used less moves into a menu (`report-toolbar.css`). */
export function ReportToolbar({ view, store, commands }: ReportToolbarProps) {
  const { t } = useTranslation();
  const scale = useStore(store, (state) => state.scale);
  const page = useStore(store, (state) => state.page);
  const pages = useStore(store, (state) => state.pages);
  const thumbnailsOpen = useStore(store, (state) => state.thumbnailsOpen);
  const words = useShortcutWords();
  const percent = Math.round(scale * 100);
  const choice = ({ id, label, icon, shortcut, enabled, run }: Command): MenuChoice => ({
    id,
    label,
    icon,
    shortcut: shortcut && words(shortcut),
    isDisabled: !enabled,
    run,
  });
  const zoomChoices: MenuChoice[] = [
    ...[commands.fitComfort, commands.fitWidth, commands.fitPage].map(choice),
    ...percents.map((value) => ({
      id: `zoom-${value}`,
      label: t('report.percent', { percent: value }),
      run: () => view?.zoomTo(value / 100),
    })),
  ];
  const more = [
    commands.fitComfort,
    commands.fitWidth,
    commands.fitPage,
    commands.rotate,
    commands.thumbnails,
    commands.copyText,
    commands.print,
  ].map(choice);

  return (
    <Toolbar className="report-toolbar" aria-label={t('report.tools')}>
      <div className="report-toolbar-group report-toolbar-wide">
        <CommandButton command={commands.thumbnails} isExpanded={thumbnailsOpen} />
      </div>
      <div className="report-toolbar-group">
        <CommandButton command={commands.previousPage} isDisabled={page <= 1} />
        <PageField page={page} pages={pages} onChange={(next) => view?.goTo(next)} />
        <CommandButton command={commands.nextPage} isDisabled={page >= pages} />
      </div>
      <div className="report-toolbar-group">
        <CommandButton command={commands.zoomOut} />
        <span className="report-toolbar-wide">
          <MenuButton label={t('report.zoomChoices')} items={zoomChoices}>
            <Button variant="quiet" isDisabled={view === null} aria-label={t('report.zoom', { percent })}>
              {t('report.percent', { percent })}
            </Button>
          </MenuButton>
        </span>
        <CommandButton command={commands.zoomIn} />
      </div>
      <div className="report-toolbar-group report-toolbar-wide">
        <CommandButton command={commands.rotate} shortcut="R" />
      </div>
      <div className="report-toolbar-group report-toolbar-end">
        <CommandButton command={commands.search} />
        <span className="report-toolbar-wide">
          <CommandButton command={commands.copyText} />
          <CommandButton command={commands.print} />
        </span>
        <span className="report-toolbar-narrow">
          <MenuButton label={t('report.more')} items={more}>
            <IconButton label={t('report.more')} icon={Ellipsis} isDisabled={view === null} />
          </MenuButton>
        </span>
      </div>
    </Toolbar>
  );
}

interface CommandButtonProps {
  readonly command: Command;
  readonly isDisabled?: boolean;
  /** For a button that shows and hides something. */
  readonly isExpanded?: boolean;
  /** Where the key works only while the document has the focus. */
  readonly shortcut?: string;
}

function CommandButton(props: CommandButtonProps) {
  const { command, isDisabled, isExpanded, shortcut = command.shortcut } = props;
  const words = useShortcutWords();
  return (
    <IconButton
      label={command.label}
      icon={command.icon}
      shortcut={shortcut && words(shortcut)}
      isDisabled={!command.enabled || isDisabled === true}
      onPress={command.run}
      {...(isExpanded !== undefined && { 'aria-expanded': isExpanded })}
    />
  );
}
