import { create } from 'zustand';
import type { UpdateState } from '../../src-shared/domain/updates.ts';
import { call } from './call.ts';

/** What main last said of updates; null until it said something. */
export const useUpdates = create<{ readonly state: UpdateState | null }>(() => ({ state: null }));

const show = (state: UpdateState): void => useUpdates.setState({ state });

export async function watchUpdates(): Promise<() => void> {
  const stop = window.emage.on('updates.changed', show);
  show(await call('updates.state'));
  return stop;
}
