import type { ComponentType } from 'react';
import type { CellView } from '../../viewer/cell-view.ts';

/** What stands around each kind of view that takes a stack's place, by its `kind`. */
export const cellViews: Readonly<Record<string, ComponentType<{ readonly view: CellView }>>> = {};
