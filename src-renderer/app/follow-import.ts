import { useEffect } from 'react';
import { useImport } from '../bridge/imports.ts';

/** Where an import shows, wherever it was begun: a drop, a disc, the system. */
export function useFollowImport(show: () => void): void {
  useEffect(
    () =>
      useImport.subscribe(({ state }, { state: before }) => {
        const begins = state.kind === 'reading' && before.kind !== 'reading';
        if (begins || (before.kind === 'idle' && state.kind !== 'idle')) show();
      }),
    [show],
  );
}
