import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseRegistry } from './registry.ts';

/** Where the policy lies on each platform: places that only an administrator can write to. */
const linuxFile = '/etc/e-mage/policy.json';
const macFile = '/Library/Managed Preferences/org.emage.desktop.plist';
const windowsKey = 'HKLM\\SOFTWARE\\Policies\\e-mage';

/** What the policy's place holds, unparsed; null where there is none. Throws where it cannot be read. */
export function readPolicyPlace(platform: NodeJS.Platform, file: string | null): unknown {
  if (file !== null) return readJson(file);
  switch (platform) {
    case 'win32':
      return parseRegistry(output('reg', ['query', windowsKey]));
    case 'darwin':
      return JSON.parse(output('plutil', ['-convert', 'json', '-o', '-', macFile]) || 'null') as unknown;
    default:
      return readJson(linuxFile);
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** What a program of the system prints; nothing where it fails, as it does when there is nothing to read. */
function output(command: string, args: string[]): string {
  try {
    return execFileSync(command, args, {
      encoding: 'utf8',
      timeout: 5_000,
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return '';
  }
}
