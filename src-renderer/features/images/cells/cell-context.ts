import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Cell, CellState } from '../../../viewer/cell.ts';
import type { ViewState } from '../../../viewer/view-state.ts';

export const CellContext = createContext<Cell | null>(null);

/** The cell that a component stands in. */
export const useCell = (): Cell => {
  const cell = useContext(CellContext);
  if (cell === null) throw new Error('outside of a cell');
  return cell;
};

/** A part of what its cell is about. */
export const useCellState = <T>(select: (state: CellState) => T): T => useStore(useCell().store, select);

/** A part of what its cell's stack shows. */
export const useView = <T>(select: (state: ViewState) => T): T => useStore(useCell().view, select);
