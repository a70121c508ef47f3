import { type ComponentType, lazy } from 'react';
import type { CellView } from '../../../viewer/cell-view.ts';

/** What stands around each kind of view that takes a stack's place, by its `kind`; each comes when it is needed. */
export const cellViews: Readonly<Record<string, ComponentType<{ readonly view: CellView }>>> = {
  objects: lazy(() => import('../objects/ObjectsCell.tsx')),
  volume: lazy(() => import('../volume/VolumeCell.tsx')),
};

/** Those that have keys of their own: how the help says them. */
export const cellKeys: Readonly<Record<string, ComponentType<{ readonly view: CellView }>>> = {
  volume: lazy(() => import('../volume/VolumeKeys.tsx')),
};
