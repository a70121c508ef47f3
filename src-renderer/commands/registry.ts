import { useEffect } from 'react';
import { create } from 'zustand';
import type { Command } from './command.ts';
import { matches, platformOf } from './shortcuts.ts';

interface Registry {
  /** One list for each part of the application that is on screen, in the order of their arrival. */
  readonly lists: readonly (readonly Command[])[];
}

export const useRegistry = create<Registry>(() => ({ lists: [] }));

function register(list: readonly Command[]): () => void {
  useRegistry.setState(({ lists }) => ({ lists: [...lists, list] }));
  return () => useRegistry.setState(({ lists }) => ({ lists: lists.filter((each) => each !== list) }));
}

/** Offers commands while the caller is on screen. The list must keep its identity while it says the same. */
export function useCommands(list: readonly Command[]): void {
  useEffect(() => register(list), [list]);
}

/** What came last wins: a page may take a key that the shell has. */
export function commandFor(press: KeyboardEvent): Command | undefined {
  const platform = platformOf(navigator.userAgent);
  return useRegistry
    .getState()
    .lists.flat()
    .findLast(
      (command) =>
        command.enabled && command.shortcut !== undefined && matches(command.shortcut, press, platform),
    );
}

/**
 * Listens for the shortcuts of every command on offer. Where a dialog is open, a key that means something else is swallowed: what
 * was typed there, or is shown once, would be gone with the page below; and the menu must not take the key instead.
 */
export function listenForShortcuts(target: Window, isDialogOpen: () => boolean): () => void {
  const hear = (press: KeyboardEvent): void => {
    if (press.defaultPrevented) return;
    const command = commandFor(press);
    if (!command) return;
    press.preventDefault();
    if (command.overDialogs === true || !isDialogOpen()) command.run();
  };
  target.addEventListener('keydown', hear);
  return () => target.removeEventListener('keydown', hear);
}
