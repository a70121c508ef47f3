import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Exam } from '../../../src-shared/domain/exam.ts';
import type { LibraryEntry } from '../../../src-shared/domain/library.ts';
import type { ExamPartsProps } from './ExamParts.tsx';
import { ExamRow } from './ExamRow.tsx';
import type { ListItem } from './filter.ts';
import { useExamsState } from './store.ts';

export interface ExamListProps {
  readonly items: readonly ListItem[];
  readonly entries: ReadonlyMap<string, LibraryEntry>;
  readonly onReadReport: (examId: string, reportId: string) => void;
  readonly sharing: ExamPartsProps['sharing'];
}

const rem = (): number => parseFloat(getComputedStyle(document.documentElement).fontSize);
const estimates = { year: 3.5, exam: 5.25 };

/** Thousands of rows: only those near the screen exist. The page's own scroll moves them. */
export function ExamList({ items, entries, onReadReport, sharing }: ExamListProps) {
  const list = useRef<HTMLDivElement>(null);
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const [above, setAbove] = useState(0);
  const expanded = useExamsState((state) => state.expanded);
  const current = useExamsState((state) => state.current);

  useLayoutEffect(() => {
    const main = list.current?.closest<HTMLElement>('main') ?? null;
    setScroller(main);
    if (main && list.current)
      setAbove(list.current.getBoundingClientRect().top - main.getBoundingClientRect().top + main.scrollTop);
  }, [items]);

  // The same place again after a report; and where we are, for the next time.
  useEffect(() => {
    if (!scroller) return undefined;
    scroller.scrollTo({ top: useExamsState.getState().scrollTop });
    const note = (): void => useExamsState.setState({ scrollTop: scroller.scrollTop });
    scroller.addEventListener('scroll', note, { passive: true });
    return () => scroller.removeEventListener('scroll', note);
  }, [scroller]);

  // eslint-disable-next-line react-hooks/incompatible-library -- its functions are not memoised here
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller,
    estimateSize: (index) => estimates[items[index]?.kind ?? 'exam'] * rem(),
    getItemKey: (index) => keyOf(items[index]),
    scrollMargin: above,
    overscan: 6,
  });

  const total = items.filter(({ kind }) => kind === 'exam').length;
  return (
    <div ref={list} className="exams-list">
      <div style={{ height: virtualizer.getTotalSize() }} className="exams-list-space">
        {virtualizer.getVirtualItems().map((place) => {
          const item = items[place.index];
          if (!item) return null;
          return (
            <div
              key={place.key}
              ref={virtualizer.measureElement}
              data-index={place.index}
              className="exams-list-item"
              style={{ transform: `translateY(${place.start - above}px)` }}
            >
              {item.kind === 'year' ? (
                <h3 className="exams-year ui-year">{item.year}</h3>
              ) : (
                <ExamRow
                  exam={item.exam}
                  entry={entries.get(item.exam.id)}
                  isExpanded={expanded.has(item.exam.id)}
                  isCurrent={item.exam.id === current}
                  position={positionOf(items, item.exam)}
                  total={total}
                  onReadReport={onReadReport}
                  sharing={sharing}
                />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

const keyOf = (item: ListItem | undefined): string => {
  if (!item) return 'none';
  return item.kind === 'year' ? `year ${item.year}` : item.exam.id;
};

const positions = new WeakMap<readonly ListItem[], ReadonlyMap<string, number>>();

/** Which exam of all this is, counted from 1; counted once for each list. */
function positionOf(items: readonly ListItem[], exam: Exam): number {
  let places = positions.get(items);
  if (!places) {
    const exams = items.filter((item) => item.kind === 'exam');
    places = new Map(exams.map((item, index) => [item.exam.id, index + 1]));
    positions.set(items, places);
  }
  return places.get(exam.id) ?? 0;
}
