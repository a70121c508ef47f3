let open = 0;

/** Counts a dialog until what is returned is called. */
export function countDialog(): () => void {
  open += 1;
  return () => {
    open -= 1;
  };
}

/** A dialog is over the page: what belongs to the page has to wait. */
export const isDialogOpen = (): boolean => open > 0;
