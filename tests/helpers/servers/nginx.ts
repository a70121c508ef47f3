import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin'];
const binary = folders.map((folder) => join(folder, 'nginx')).find((path) => existsSync(path));

/** Null: nginx is here; otherwise why tests with it are skipped. */
export const nginxIsMissing: string | null = binary
  ? null
  : 'skipped: nginx is not installed (Debian: nginx-light)';

export interface Nginx {
  /** What it found worth a warning: bodies that it put on the disk, for one. */
  warnings(): Promise<string>;
  stop(): Promise<void>;
}

/** A folder as it is: what a plain file server does with the same bytes. */
export const serverOfFiles = (port: number, root: string): string =>
  `server { listen 127.0.0.1:${port}; root ${root}; }`;

/** nginx with one server block, which listens on this port. */
export async function startNginx(port: number, server: string): Promise<Nginx> {
  if (!binary) throw new Error(nginxIsMissing ?? '');
  const folder = await mkdtemp(join(tmpdir(), 'emage-nginx-'));
  const log = join(folder, 'error.log');
  const scratch = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${join(folder, name)};`)
    .join(' ');
  await writeFile(
    join(folder, 'nginx.conf'),
    `daemon off; pid ${join(folder, 'pid')}; error_log ${log} warn; worker_processes 1; user root;
events { worker_connections 512; }
http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000; ${scratch}
${server}
}
`,
  );
  const child = spawn(binary, ['-c', join(folder, 'nginx.conf'), '-p', folder, '-e', log], {
    stdio: 'ignore',
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for (let attempt = 0; !(await isListening(port)); attempt += 1) {
    if (child.exitCode !== null || attempt > 100) {
      child.kill();
      throw new Error(`nginx does not start: ${await readFile(log, 'utf8')}`);
    }
    await delay(50);
  }
  return {
    warnings: () => readFile(log, 'utf8'),
    async stop() {
      child.kill('SIGQUIT');
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const isListening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
