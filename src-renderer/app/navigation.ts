import { create } from 'zustand';
import type { Route } from './routes.ts';

interface Navigation {
  readonly route: Route;
  readonly before: readonly Route[];
}

const remembered = 30;

export const useNavigation = create<Navigation>(() => ({ route: { page: 'home' }, before: [] }));

export const go = (route: Route): void =>
  useNavigation.setState((now) => ({ route, before: [...now.before, now.route].slice(-remembered) }));

/** Another face of the same page: the way back stays as it is. */
export const replace = (route: Route): void => useNavigation.setState({ route });

/** To where the person came from; else to `fallback`. */
export const goBack = (fallback: Route): void =>
  useNavigation.setState(({ before }) => ({ route: before.at(-1) ?? fallback, before: before.slice(0, -1) }));

/** A new session starts without the way of the last one. */
export const restart = (route: Route): void => useNavigation.setState({ route, before: [] });
