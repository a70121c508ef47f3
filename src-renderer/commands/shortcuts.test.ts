import { expect, test } from 'vitest';
import { matches, shortcutWords, type KeyPress } from './shortcuts.ts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

test('Mod is Control, and Command on macOS', () => {
  expect(matches('Mod+F', press('f', { ctrlKey: true }), 'linux')).toBe(true);
  expect(matches('Mod+F', press('f', { ctrlKey: true }), 'darwin')).toBe(false);
  expect(matches('Mod+F', press('f', { metaKey: true }), 'darwin')).toBe(true);
  expect(matches('Mod+F', press('f'), 'linux')).toBe(false);
  expect(matches('F1', press('F1'), 'linux')).toBe(true);
});

test('a key held too many is another shortcut; the plus sign may need Shift', () => {
  expect(matches('Mod+D', press('D', { ctrlKey: true, shiftKey: true }), 'linux')).toBe(false);
  expect(matches('Mod+Shift+D', press('D', { ctrlKey: true, shiftKey: true }), 'linux')).toBe(true);
  expect(matches('Mod+Plus', press('+', { ctrlKey: true, shiftKey: true }), 'linux')).toBe(true);
});

test('written as on the keyboard', () => {
  expect(shortcutWords('Mod+Shift+D', 'linux', { shift: 'Maj' })).toBe('Ctrl+Maj+D');
  expect(shortcutWords('Mod+Shift+D', 'darwin', { shift: 'Maj' })).toBe('⌘⇧D');
});
