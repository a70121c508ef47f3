import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { VolumeState } from '../../../viewer/volume/volume-state.ts';
import type { VolumeView } from '../../../viewer/volume/volume-view.ts';

export const VolumeContext = createContext<VolumeView | null>(null);

/** The volume that a component stands in. */
export const useVolumeView = (): VolumeView => {
  const view = useContext(VolumeContext);
  if (view === null) throw new Error('outside of a volume');
  return view;
};

export const useVolume = <T>(select: (state: VolumeState) => T): T => useStore(useVolumeView().store, select);
