import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';

const binaries = ['/usr/sbin/Orthanc', '/usr/bin/Orthanc', '/usr/local/sbin/Orthanc'];
const plugins = ['/usr/share/orthanc/plugins', '/usr/lib/orthanc', '/usr/local/share/orthanc/plugins'];

function findOrthanc(): { binary: string; plugin: string } | undefined {
  const binary = binaries.find((path) => existsSync(path));
  const plugin = plugins.map((path) => join(path, 'libOrthancDicomWeb.so')).find((path) => existsSync(path));
  return binary && plugin ? { binary, plugin } : undefined;
}

/** Null: Orthanc and its DICOMweb plug-in are here; otherwise why tests with it are skipped. */
export const orthancIsMissing: string | null = findOrthanc()
  ? null
  : 'skipped: Orthanc with its DICOMweb plug-in is not installed (Debian: orthanc, orthanc-dicomweb)';

export interface Orthanc {
  /** The DICOMweb root, credentials included. */
  readonly dicomWebUrl: string;
  /** The native REST API. */
  readonly url: string;
  upload(paths: readonly string[]): Promise<void>;
  dispose(): Promise<void>;
}

/** A real Orthanc in a temporary folder, on a free port, with a password of its own. */
export async function startOrthanc(options: { authentication?: boolean } = {}): Promise<Orthanc> {
  const found = findOrthanc();
  if (!found) throw new Error(orthancIsMissing ?? '');
  const folder = await mkdtemp(join(tmpdir(), 'emage-orthanc-'));
  const port = await freePort();
  const authentication = options.authentication ?? true;
  await writeFile(
    join(folder, 'orthanc.json'),
    JSON.stringify({
      Name: 'e-mage test',
      StorageDirectory: join(folder, 'storage'),
      IndexDirectory: join(folder, 'storage'),
      Plugins: [found.plugin],
      HttpPort: port,
      DicomServerEnabled: false,
      RemoteAccessAllowed: false,
      AuthenticationEnabled: authentication,
      RegisteredUsers: { portal: 'secret' },
      DicomWeb: { Enable: true, Root: '/dicom-web/' },
    }),
  );
  const child = spawn(found.binary, [join(folder, 'orthanc.json')], { stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => (log = (log + chunk.toString()).slice(-4_000)));
  const url = `http://127.0.0.1:${port}`;
  const headers = authentication ? { authorization: `Basic ${btoa('portal:secret')}` } : undefined;
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for (let attempt = 0; ; attempt += 1) {
    const ready = await fetch(`${url}/system`, headers && { headers }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) break;
    if (child.exitCode !== null || attempt > 300) throw new Error(`Orthanc does not start:\n${log}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    url,
    dicomWebUrl: `http://${authentication ? 'portal:secret@' : ''}127.0.0.1:${port}/dicom-web`,
    async upload(paths) {
      for (const path of paths) {
        const response = await fetch(`${url}/instances`, {
          method: 'POST',
          body: await readFile(path),
          ...(headers && { headers }),
        });
        if (!response.ok) throw new Error(`Orthanc does not take ${path}: ${response.status}`);
        await response.arrayBuffer();
      }
    },
    async dispose() {
      child.kill('SIGTERM');
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
