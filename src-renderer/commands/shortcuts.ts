export type Platform = 'win32' | 'darwin' | 'linux';

export const platformOf = (userAgent: string): Platform => {
  if (userAgent.includes('Macintosh')) return 'darwin';
  return userAgent.includes('Windows') ? 'win32' : 'linux';
};

export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Whether a key press is this shortcut on this platform. */
export function matches(shortcut: string, press: KeyPress, platform: Platform): boolean {
  const parts = shortcut.split('+');
  const key = parts.at(-1) ?? '';
  const mod = parts.includes('Mod');
  const wantsControl = mod && platform !== 'darwin';
  const wantsMeta = mod && platform === 'darwin';
  const sameKey = press.key.toLowerCase() === key.toLowerCase() || (key === 'Plus' && press.key === '+');
  return (
    sameKey &&
    press.ctrlKey === wantsControl &&
    press.metaKey === wantsMeta &&
    press.altKey === parts.includes('Alt') &&
    // The plus sign needs Shift on some keyboards and not on others.
    (key === 'Plus' || press.shiftKey === parts.includes('Shift'))
  );
}

const macSigns: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥', Plus: '+' };

/** As it is printed on this platform's keyboards: « Ctrl+F », « ⌘F ». `words` names keys in the person's language. */
export function shortcutWords(
  shortcut: string,
  platform: Platform,
  words: { readonly shift: string },
): string {
  const parts = shortcut.split('+');
  if (platform === 'darwin') return parts.map((part) => macSigns[part] ?? part).join('');
  const named: Readonly<Record<string, string>> = { Mod: 'Ctrl', Shift: words.shift, Plus: '+' };
  return parts.map((part) => named[part] ?? part).join('+');
}
