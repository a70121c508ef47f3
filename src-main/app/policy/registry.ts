/**
 * The values that `reg query KEY` prints: `    NAME    REG_SZ    VALUE` a line. Names begin in capitals there, as other
 * policies of Windows do: `PortalAddress` is `portalAddress`. Null where there are none.
 */
export function parseRegistry(text: string): Readonly<Record<string, string>> | null {
  const found: Record<string, string> = {};
  for (const line of text.split(/\r?\n/)) {
    const [, name, type, value] = /^\s+(\S+)\s+(REG_SZ|REG_DWORD)\s+(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) continue;
    const key = name.charAt(0).toLowerCase() + name.slice(1);
    found[key] = type === 'REG_DWORD' ? String(Number(value)) : value.trim();
  }
  return Object.keys(found).length === 0 ? null : found;
}
