import { replaceEqualDeep } from '@tanstack/react-query';
import { create } from 'zustand';
import type { SessionState } from '../../src-shared/domain/session.ts';
import { call } from './call.ts';

/** What main last said of the session; null until it said something. */
export const useSession = create<{ readonly state: SessionState | null }>(() => ({ state: null }));

/** What was said before is not drawn anew. */
export const showSession = (state: SessionState): void =>
  useSession.setState((before) => ({ state: replaceEqualDeep(before.state, state) }));

export async function watchSession(): Promise<() => void> {
  const stop = window.emage.on('session.changed', showSession);
  showSession(await call('session.state'));
  return stop;
}
