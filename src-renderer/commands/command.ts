import type { LucideIcon } from 'lucide-react';

/** Where a command stands in the help page. */
export type CommandGroup = 'navigation' | 'page' | 'appearance';

/** One thing that can be done: a button, a menu, a key and the help page all read it from here. */
export interface Command {
  readonly id: string;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly group: CommandGroup;
  /** e.g. `Mod+F`, `F1`, `Mod+Shift+L`. `Mod` is Command on macOS and Control elsewhere. */
  readonly shortcut?: string | undefined;
  readonly enabled: boolean;
  /** Also while a dialog is open: it changes neither the page below nor what was typed. */
  readonly overDialogs?: boolean;
  readonly run: () => void;
}
