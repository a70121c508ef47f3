// First: how zod may work under our policy.
import '../../../src-shared/ipc/define.ts';
import { create } from 'zustand';
import { z } from 'zod';
import { modalityKinds } from '../../ui/words/modality.ts';
import { everything, sorts, type ExamsView } from './filter.ts';

interface ExamsState {
  readonly accountId: string | null;
  readonly view: ExamsView;
  readonly expanded: ReadonlySet<string>;
  /** The exam that was opened last: what stands beside the list is about it. */
  readonly current: string | null;
  /** How far the list was scrolled, px, so that coming back from a report finds the same place. */
  readonly scrollTop: number;
}

export const useExamsState = create<ExamsState>(() => ({
  accountId: null,
  view: everything,
  expanded: new Set(),
  current: null,
  scrollTop: 0,
}));

// What was typed is not kept: it may name an illness.
const keptSchema = z.object({
  kind: z.enum([...modalityKinds, 'all']),
  establishmentId: z.string(),
  period: z.string(),
  onlyNew: z.boolean(),
  onlyHere: z.boolean(),
  sort: z.enum(sorts),
});

const keyOf = (accountId: string): string => `exams-view ${accountId}`;

function recall(accountId: string): ExamsView {
  try {
    const parsed = keptSchema.safeParse(JSON.parse(localStorage.getItem(keyOf(accountId)) ?? 'null'));
    return parsed.success ? { ...everything, ...parsed.data } : everything;
  } catch {
    return everything;
  }
}

/** Each account finds its own view again. */
export function enterAs(accountId: string): void {
  if (useExamsState.getState().accountId === accountId) return;
  useExamsState.setState({
    accountId,
    view: recall(accountId),
    expanded: new Set(),
    current: null,
    scrollTop: 0,
  });
}

export function changeView(change: Partial<ExamsView>): void {
  useExamsState.setState((state) => ({ view: { ...state.view, ...change } }));
  const { accountId, view } = useExamsState.getState();
  if (accountId !== null) localStorage.setItem(keyOf(accountId), JSON.stringify(keptSchema.parse(view)));
}

export const showEverything = (): void =>
  changeView({ ...everything, sort: useExamsState.getState().view.sort });

export const toggleExpanded = (examId: string): void =>
  useExamsState.setState(({ expanded, current }) => {
    const next = new Set(expanded);
    if (!next.delete(examId)) return { expanded: next.add(examId), current: examId };
    return { expanded: next, current: current === examId ? null : current };
  });

export const makeCurrent = (examId: string): void => useExamsState.setState({ current: examId });
