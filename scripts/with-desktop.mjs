// Gives a command what a desktop would: a screen, a D-Bus session and an unlocked keychain of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run.mjs';

/**
 * Runs a command in a virtual desktop (Linux); elsewhere as it is. The keychain lives in a temporary folder, so that
 * nothing touches the person's own. Answers the exit status.
 */
export async function runWithDesktop(command, args, env = {}) {
  if (process.platform !== 'linux') return run(command, args, { env });
  const data = mkdtempSync(join(tmpdir(), 'emage-desktop-'));
  const script =
    'printf "\\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; ' +
    'exec xvfb-run -a -s "-screen 0 1920x1200x24" "$@"';
  try {
    return await run('dbus-run-session', ['--', 'bash', '-c', script, 'desktop', command, ...args], {
      env: { ...env, XDG_DATA_HOME: join(data, 'share'), XDG_RUNTIME_DIR: data },
    });
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}
