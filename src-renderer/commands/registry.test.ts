// @vitest-environment jsdom
import { afterEach, expect, test, vi } from 'vitest';
import { CircleHelp } from 'lucide-react';
import type { Command } from './command.ts';
import { listenForShortcuts, useRegistry } from './registry.ts';

const command = (id: string, shortcut: string, run: () => void, overDialogs = false): Command => ({
  id,
  label: id,
  icon: CircleHelp,
  group: 'navigation',
  shortcut,
  enabled: true,
  overDialogs,
  run,
});
afterEach(() => useRegistry.setState({ lists: [] }));

test('over a dialog a key for the page below does nothing, not even by the menu', () => {
  const go = vi.fn();
  const lock = vi.fn();
  let open = false;
  useRegistry.setState({
    lists: [[command('go', 'Mod+2', go), command('lock', 'Mod+Shift+L', lock, true)]],
  });
  const stop = listenForShortcuts(window, () => open);
  const press = (key: string, shiftKey = false): boolean =>
    window.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, ctrlKey: true, cancelable: true }));

  press('2');
  expect(go).toHaveBeenCalledOnce();
  open = true;
  expect(press('2')).toBe(false);
  expect(go).toHaveBeenCalledOnce();
  press('L', true);
  expect(lock).toHaveBeenCalledOnce();
  stop();
});
