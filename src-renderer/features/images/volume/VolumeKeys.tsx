import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { CellView } from '../../../viewer/cell-view.ts';
import { VolumeView } from '../../../viewer/volume/volume-view.ts';
import { KeyList, type KeyRow } from '../tools/KeyList.tsx';
import { actions, type VolumeCommand, volumeCommands } from './volume-commands.ts';

const space: readonly VolumeCommand[] = [
  actions.turnLeft,
  actions.turnRight,
  actions.turnUp,
  actions.turnDown,
];
const plane: readonly VolumeCommand[] = [
  actions.previous,
  actions.next,
  actions.pageUp,
  actions.pageDown,
  actions.crossLeft,
  actions.crossRight,
  actions.crossUp,
  actions.crossDown,
  actions.obliqueLeft,
  actions.obliqueRight,
  actions.addLength,
  actions.removeLength,
];
const anywhere = volumeCommands.filter(
  (command) => command.keys.length > 0 && !space.includes(command) && !plane.includes(command),
);
const back: KeyRow = { id: 'back', label: 'volume.back', keys: ['Escape'], possible: true };

function Keys({ view }: { readonly view: VolumeView }) {
  const { t } = useTranslation();
  const state = useStore(view.store);
  const rows = (commands: readonly VolumeCommand[]): KeyRow[] =>
    commands.map((command) => ({ ...command, possible: command.enabled(state) }));
  return (
    <>
      <KeyList title={t('volume.title')} rows={[...rows(anywhere), back]} />
      <KeyList title={t('volume.keys.plane')} rows={rows(plane)} />
      <KeyList title={t('volume.keys.space')} rows={rows(space)} />
    </>
  );
}

/** What keys do in a volume, for the help. */
export default function VolumeKeys({ view }: { readonly view: CellView }) {
  return view instanceof VolumeView ? <Keys view={view} /> : null;
}
