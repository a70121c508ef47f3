import { FolderOpen, Search, SearchX } from 'lucide-react';
import {
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  type ReactNode,
  type Ref,
  type RefObject,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { Exam } from '../../../src-shared/domain/exam.ts';
import { appErrorOf } from '../../bridge/call.ts';
import { useExams, useLibrary } from '../../bridge/queries.ts';
import type { Command } from '../../commands/command.ts';
import { useCommands } from '../../commands/registry.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { EmptyState } from '../../ui/states/EmptyState.tsx';
import { ErrorState } from '../../ui/states/ErrorState.tsx';
import { useFormat } from '../../ui/words/format.ts';
import { FreshnessNotice } from '../../ui/notices/FreshnessNotice.tsx';
import { modalitiesOf } from '../../ui/words/modality.ts';
import { Page } from '../../ui/frames/Page.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { ExamList } from './ExamList.tsx';
import { FilterBar } from './FilterBar.tsx';
import { applyView, isNarrowed, prepare, withYears } from './filter.ts';
import type { ExamPartsProps } from './ExamParts.tsx';
import { enterAs, makeCurrent, showEverything, useExamsState } from './store.ts';
import '../../ui/exams/rows.css';
import './exams.css';

export interface ExamsPageProps {
  readonly accountId: string;
  /** A patient's own, those of a professional's patients, or an administrator's: everyone's. */
  readonly whose: 'own' | 'patients' | 'all';
  readonly onReadReport: (examId: string, reportId: string) => void;
  /** Left out where this account cannot share. */
  readonly sharing?: ExamSharing | undefined;
}

const titles = { own: 'exams.title', patients: 'exams.titleOfPatients', all: 'exams.titleOfAll' } as const;

export interface ExamSharing {
  /** Nothing is shared without the portal. */
  readonly online: boolean;
  readonly onShare: (exam: Exam) => void;
  /** To the page about one exam's sharing, where there is no room beside the list. */
  readonly onPage: (examId: string) => void;
  readonly pane: (exam: Exam | null, heading: Ref<HTMLHeadingElement>) => ReactNode;
}

export function ExamsPage({ accountId, whose, onReadReport, sharing }: ExamsPageProps) {
  const { t } = useTranslation();
  const search = useRef<HTMLInputElement>(null);
  const exams = useExams();
  useEffect(() => enterAs(accountId), [accountId]);
  useCommands(useExamsCommands(search));
  const heading = useRef<HTMLHeadingElement>(null);
  const currentId = useExamsState((state) => state.current);
  const current = exams.data?.items.find(({ id }) => id === currentId) ?? null;
  const beside = useMemo(
    () =>
      sharing && {
        online: sharing.online,
        onShare: sharing.onShare,
        onSharing: (exam: Exam): void => {
          if (!heading.current?.checkVisibility()) {
            sharing.onPage(exam.id);
            return;
          }
          makeCurrent(exam.id);
          heading.current.focus();
        },
      },
    [sharing],
  );
  return (
    <Page title={t(titles[whose])} lead={t('exams.lead')}>
      {exams.isPending && <Skeleton lines={6} />}
      {exams.isError && !exams.data && (
        <ErrorState isList error={appErrorOf(exams.error)} onRetry={() => exams.refetch()} />
      )}
      {exams.data?.items.length === 0 && (
        <EmptyState icon={FolderOpen} title={t('exams.empty')}>
          {t(whose === 'own' ? 'exams.emptyMeaning' : 'exams.emptyOfPatients')}
        </EmptyState>
      )}
      {exams.data && exams.data.items.length > 0 && (
        <div className="exams">
          <div className="exams-main">
            <FreshnessNotice freshness={exams.data.freshness} />
            <FilterBar
              exams={exams.data.items}
              search={search}
              searchLabel={t(whose === 'own' ? 'exams.search' : 'exams.searchOfPatients')}
            />
            <Results exams={exams.data.items} onReadReport={onReadReport} sharing={beside} />
          </div>
          {sharing && <div className="exams-pane">{sharing.pane(current, heading)}</div>}
        </div>
      )}
    </Page>
  );
}

interface ResultsProps extends Pick<ExamPartsProps, 'onReadReport' | 'sharing'> {
  readonly exams: readonly Exam[];
}

function Results({ exams, onReadReport, sharing }: ResultsProps) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  // Typing stays quick while thousands of rows follow.
  const view = useDeferredValue(useExamsState((state) => state.view));
  const library = useLibrary();
  const entries = useMemo(
    () => new Map((library.data ?? []).map((entry) => [entry.examId, entry])),
    [library.data],
  );
  const prepared = useMemo(
    () =>
      prepare(
        exams,
        (exam) =>
          `${modalitiesOf(exam.modalities)
            .map((kind) => t(`modality.${kind}`))
            .join(' ')} ${format.date(exam.date)}`,
      ),
    [exams, t, format],
  );
  const items = useMemo(() => {
    const here = new Set(
      [...entries.values()].filter(({ state }) => state === 'kept').map(({ examId }) => examId),
    );
    const collator = new Intl.Collator(i18n.language);
    return withYears(applyView(prepared, view, { here, now: new Date(), collator }), view.sort);
  }, [prepared, view, entries, i18n.language]);
  const count = items.filter(({ kind }) => kind === 'exam').length;
  return (
    <section className="exams-results" aria-label={t('exams.list')}>
      <VisuallyHidden>
        <h2>{t('exams.list')}</h2>
      </VisuallyHidden>
      <div className="exams-count">
        <p className="ui-count" role="status">
          {t('exams.count', { count, number: format.number(count) })}
        </p>
        {isNarrowed(view) && count > 0 && (
          <Button variant="quiet" onPress={showEverything}>
            {t('exams.showAll')}
          </Button>
        )}
      </div>
      {count === 0 ? (
        <EmptyState
          icon={SearchX}
          title={t('exams.nothingFound')}
          actions={
            <Button variant="primary" onPress={showEverything}>
              {t('exams.showAll')}
            </Button>
          }
        >
          {t('exams.nothingFoundMeaning')}
        </EmptyState>
      ) : (
        <ExamList items={items} entries={entries} onReadReport={onReadReport} sharing={sharing} />
      )}
    </section>
  );
}

function useExamsCommands(search: RefObject<HTMLInputElement | null>): readonly Command[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        id: 'search-exams',
        label: t('exams.search'),
        icon: Search,
        group: 'page',
        shortcut: 'Mod+F',
        enabled: true,
        run: () => search.current?.focus(),
      },
    ],
    [t, search],
  );
}
