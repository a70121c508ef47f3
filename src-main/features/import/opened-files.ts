import { existsSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';

/**
 * What the system asks the application to open, on its command line (Windows, Linux): existing files and folders.
 * Switches and addresses are none. In development the application's own folder comes first, after what its tools add.
 */
export function filesOnCommandLine(
  argv: readonly string[],
  options: { readonly workingFolder: string; readonly isPackaged: boolean; readonly appFolder: string },
): string[] {
  const { workingFolder, isPackaged, appFolder } = options;
  const absolute = argv.map((word) => (isAbsolute(word) ? word : resolve(workingFolder, word)));
  const start = isPackaged ? 1 : absolute.indexOf(appFolder) + 1;
  if (start === 0) return [];
  return absolute.filter((path, index) => {
    const word = argv[index] ?? '';
    if (index < start || word === '' || word.startsWith('-')) return false;
    return !/^[a-z][a-z0-9+.-]+:\/\//i.test(word) && existsSync(path);
  });
}
