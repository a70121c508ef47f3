// Starts the reference portal as a process of its own and waits for its ready line.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { environment, root } from './run.mjs';

/**
 * @param {{dataFolder: string, args?: string[], env?: Record<string, string>, log?: (line: string) => void}} options
 * @returns {Promise<{url: string, pid: number, accounts: {kind: string, username: string, password: string}[], stop: () => Promise<void>}>}
 */
export function startPortal({ dataFolder, args = ['--demo'], env = {}, log = () => {} }) {
  const child = spawn('node', ['src-portal/server.ts', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...environment(), PORTAL_PORT: '0', PORTAL_DATA: dataFolder, ...env },
  });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    child.kill('SIGTERM');
    await gone;
  };
  createInterface({ input: child.stderr }).on('line', log);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`the portal ended with status ${code} before it was ready`)),
    );
    createInterface({ input: child.stdout }).on('line', (line) => {
      log(line);
      const event = parse(line);
      if (event?.event === 'ready')
        resolve({ url: event.url, pid: child.pid, accounts: event.accounts ?? [], stop });
    });
  });
}

const parse = (line) => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};
