import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { useController } from '../controller-context.ts';
import { useImages } from '../store.ts';

/** Whether a series stands in a field that is seen, and in the active one not. */
export const useShownBeside = (seriesInstanceUid: string): boolean => {
  const { engine } = useController();
  const cells = useImages((state) => state.engine.cells);
  const active = useImages((state) => state.engine.active);
  const alone = useImages((state) => state.engine.alone);
  const stores = useMemo(() => cells.map((id) => ({ id, store: engine.cell(id).store })), [engine, cells]);
  const subscribe = useCallback(
    (told: () => void) => {
      const stops = stores.map(({ store }) => store.subscribe(told));
      return () => stops.forEach((stop) => stop());
    },
    [stores],
  );
  return useSyncExternalStore(subscribe, () => {
    const showing = stores.filter(
      ({ store }) => store.getState().series?.seriesInstanceUid === seriesInstanceUid,
    );
    return !alone && showing.length > 0 && showing.every(({ id }) => id !== active);
  });
};
