import {
  ChevronDown,
  ChevronUp,
  ClipboardCopy,
  Download,
  Images,
  Minus,
  MoveHorizontal,
  PanelLeft,
  Plus,
  Printer,
  RotateCwSquare,
  Scan,
  Search,
  ZoomIn,
} from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Command } from '../../commands/command.ts';
import type { PdfView } from './pdf/pdf-view.ts';
import type { ViewStore } from './pdf/view-store.ts';

export interface ReportActions {
  readonly openSearch: () => void;
  readonly print: () => void;
  readonly copyText: () => void;
  readonly save: () => void;
  /** Null where the exam's images cannot be shown. */
  readonly openImages: (() => void) | null;
}

export type ReportCommandId =
  | 'search'
  | 'searchNext'
  | 'searchPrevious'
  | 'zoomIn'
  | 'zoomOut'
  | 'fitComfort'
  | 'fitWidth'
  | 'fitPage'
  | 'rotate'
  | 'previousPage'
  | 'nextPage'
  | 'thumbnails'
  | 'print'
  | 'copyText'
  | 'save'
  | 'images';

export type ReportCommands = Readonly<Record<ReportCommandId, Command>>;

/** Everything that can be done with a report that is open: one source for buttons, menus, keys and the help page. */
export function useReportCommands(
  view: PdfView | null,
  store: ViewStore,
  actions: ReportActions,
  isBlocked: boolean,
): ReportCommands {
  const { t } = useTranslation();
  return useMemo(() => {
    const enabled = view !== null && !isBlocked;
    const command = (
      id: ReportCommandId,
      label: string,
      icon: Command['icon'],
      run: () => void,
      shortcut?: string,
    ): Command => ({ id: `report.${id}`, label, icon, group: 'page', shortcut, enabled, run });
    const find = (direction: 'next' | 'previous') => (): void => {
      if (store.getState().search.isOpen) view?.search[direction]();
      else actions.openSearch();
    };
    const toggleThumbnails = (): void =>
      store.setState(({ thumbnailsOpen }) => ({ thumbnailsOpen: !thumbnailsOpen }));
    return {
      search: command('search', t('report.search'), Search, actions.openSearch, 'Mod+F'),
      searchNext: command('searchNext', t('report.searchNext'), ChevronDown, find('next'), 'F3'),
      searchPrevious: command(
        'searchPrevious',
        t('report.searchPrevious'),
        ChevronUp,
        find('previous'),
        'Shift+F3',
      ),
      zoomIn: command('zoomIn', t('report.zoomIn'), Plus, () => view?.zoom(1), 'Mod+Plus'),
      zoomOut: command('zoomOut', t('report.zoomOut'), Minus, () => view?.zoom(-1), 'Mod+-'),
      fitComfort: command('fitComfort', t('report.fitComfort'), ZoomIn, () => view?.fit('auto'), 'Mod+0'),
      fitWidth: command('fitWidth', t('report.fitWidth'), MoveHorizontal, () => view?.fit('page-width')),
      fitPage: command('fitPage', t('report.fitPage'), Scan, () => view?.fit('page-fit')),
      rotate: command('rotate', t('report.rotate'), RotateCwSquare, () => view?.rotate()),
      previousPage: command('previousPage', t('report.previousPage'), ChevronUp, () => view?.goBy(-1)),
      nextPage: command('nextPage', t('report.nextPage'), ChevronDown, () => view?.goBy(1)),
      thumbnails: command('thumbnails', t('report.thumbnails'), PanelLeft, toggleThumbnails, 'F4'),
      copyText: command('copyText', t('report.copyText'), ClipboardCopy, actions.copyText, 'Mod+Shift+C'),
      print: command('print', t('report.print'), Printer, actions.print, 'Mod+P'),
      // Saving and seeing the images need no open document.
      save: { ...command('save', t('report.save'), Download, actions.save, 'Mod+S'), enabled: !isBlocked },
      images: {
        ...command('images', t('report.seeImages'), Images, () => actions.openImages?.()),
        enabled: actions.openImages !== null && !isBlocked,
      },
    };
  }, [view, store, actions, isBlocked, t]);
}
