import type { ImageCommand } from '../commands/command.ts';
import type { ImagesState } from '../store.ts';
import type { KeyRow } from './KeyList.tsx';

/**
 * The commands of a group that have a key. Beside a report, a film or a volume only what can be done there; and of two
 * that share a key the one that it means now.
 */
export const keyRows = (commands: readonly ImageCommand[], state: ImagesState): KeyRow[] => {
  const rows = commands
    .filter(({ keys }) => keys.length > 0)
    .map(({ id, label, keys, enabled }) => ({ id, label, keys, possible: enabled(state) }));
  const meant = new Set(rows.flatMap(({ keys, possible }) => (possible ? keys : [])));
  return rows.filter(
    ({ keys, possible }) => possible || (state.cell.other === null && !keys.some((key) => meant.has(key))),
  );
};
