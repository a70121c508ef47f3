interface Press {
  readonly key: string;
  readonly target: EventTarget | null;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

const MOVES = /^(Arrow.*|Home|End|PageUp|PageDown|Tab)$/;

/**
 * Whether what has the focus has its own use for a key. Menus, dialogs and fields for all of them; sliders for those that
 * move; lists also for letters, with which one looks something up; buttons for space and enter.
 */
export const keepsKey = ({ key, target, ctrlKey, metaKey, altKey }: Press): boolean => {
  if (!(target instanceof Element)) return true;
  if (target.closest('[role=menu],[role=dialog],select,textarea') !== null) return true;
  if (target.closest('input') !== null)
    return target.closest('input[type=range]') === null || MOVES.test(key);
  if (target.closest('[role=listbox]') !== null) {
    // From the list of series to another field, for the series that one is about to choose; and all that no list knows.
    const between = (ctrlKey || metaKey) && /^Arrow(Left|Right)$/.test(key);
    return !between && (MOVES.test(key) || !(ctrlKey || metaKey || altKey || /^F\d/.test(key)));
  }
  return target.closest('button') !== null && (key === ' ' || key === 'Enter');
};
