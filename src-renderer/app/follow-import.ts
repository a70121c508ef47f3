import { useEffect } from 'react';
import { useImport } from '../bridge/imports.ts';

/** Where an import shows, wherever it was begun: a drop, a disc, the system. */
export function useFollowImport(show: () => void): void {
  useEffect(
    () =>
      useImport.subscribe(({ state }, { state: before }) => {
        if (before.kind === 'idle' && state.kind !== 'idle') show();
      }),
    [show],
  );
}
