export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** Whether a key press is this key of a command. */
export const matches = (wanted: string, press: KeyPress): boolean => {
  const parts = wanted.split(/(?<=.)\+(?=.)/);
  const name = parts.at(-1) ?? '';
  const mod = press.ctrlKey || press.metaKey;
  if (mod !== parts.includes('Mod') || press.altKey !== parts.includes('Alt')) return false;
  const shift = parts.includes('Shift');
  // Some layouts need shift for `+`, `?` and digits; a letter or an arrow with shift is another command.
  if (press.shiftKey !== shift && (shift || /^(Arrow.*|[a-z])$/.test(name))) return false;
  return press.key === name || press.code === name || (name.length === 1 && press.key.toLowerCase() === name);
};
