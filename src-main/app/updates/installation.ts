import { win32 } from 'node:path';

export interface Installation {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The program that runs. */
  readonly program: string;
  readonly exists: (path: string) => boolean;
}

/**
 * Was it put here by something that the updater can do again? A `.msi` and a `.deb` belong to who manages the computer: the updater would
 * set a second application beside the one, for this person alone, or ask them for an administrator's password.
 */
export function canReplaceItself({ platform, env, program, exists }: Installation): boolean {
  switch (platform) {
    case 'win32': {
      const { dir, name } = win32.parse(program);
      // The set-up for a person leaves this beside the program; the `.msi` does not.
      return exists(win32.join(dir, `Uninstall ${name}.exe`));
    }
    case 'linux':
      return env['APPIMAGE'] !== undefined;
    default:
      return platform === 'darwin';
  }
}
