import { X } from 'lucide-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useShortcutWords } from '../../commands/use-shortcut-words.ts';
import { IconButton } from '../../ui/buttons/IconButton.tsx';
import { SearchField } from '../../ui/fields/SearchField.tsx';
import type { PdfView } from './pdf/pdf-view.ts';
import type { SearchState, ViewStore } from './pdf/view-store.ts';
import type { ReportCommands } from './use-report-commands.ts';
import './search-bar.css';

export interface SearchBarProps {
  readonly view: PdfView;
  readonly store: ViewStore;
  readonly commands: ReportCommands;
  /** Grows each time the person asks for the search: the field takes the focus again. */
  readonly asked: number;
}

export function SearchBar({ view, store, commands, asked }: SearchBarProps) {
  const { t } = useTranslation();
  const search = useStore(store, (state) => state.search);
  const input = useRef<HTMLInputElement>(null);
  const words = useShortcutWords();
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, [asked]);

  const close = (): void => {
    view.search.close();
    view.focus();
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && event.target === input.current) {
      if (event.shiftKey) view.search.previous();
      else view.search.next();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const none = search.total === 0;
  return (
    <search className="report-search" onKeyDownCapture={press}>
      <SearchField
        label={t('report.search')}
        inputRef={input}
        value={search.query}
        onChange={(query) => view.search.query(query)}
      />
      <p className="report-search-count" role="status">
        <SearchCount search={search} />
      </p>
      <IconButton
        label={commands.searchPrevious.label}
        icon={commands.searchPrevious.icon}
        shortcut={words('Shift+F3')}
        isDisabled={none}
        onPress={() => view.search.previous()}
      />
      <IconButton
        label={commands.searchNext.label}
        icon={commands.searchNext.icon}
        shortcut="F3"
        isDisabled={none}
        onPress={() => view.search.next()}
      />
      <IconButton label={t('report.searchClose')} icon={X} onPress={close} />
    </search>
  );
}

function SearchCount({ search }: { readonly search: SearchState }) {
  const { t } = useTranslation();
  const { query, status, current, total } = search;
  if (query === '') return null;
  if (total > 0 && current > 0)
    return (
      <>
        {t('report.searchCount', { current, total })}
        {status === 'wrapped' && <span className="report-search-note"> {t('report.searchWrapped')}</span>}
      </>
    );
  if (total > 0) return t('report.searchTotal', { count: total });
  return status === 'searching' ? t('report.searching') : t('report.searchNone');
}
