import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { slowLink } from './slow-link.ts';
import { dicomFile } from '../../../src-main/library/testing.ts';

export const study = '1.2.3';
export const series = '1.2.3.1';
export const uidOf = (n: number): string => `1.2.3.1.${n + 1}`;

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** A DICOMweb of one CT study behind nginx: nothing is faster at giving files, so nothing hides what the client costs. */
export async function startCtServer(
  folder: string,
  options: { count: number; bytes: number; bytesPerSecond?: number },
): Promise<{ url: string; dispose: () => Promise<void> }> {
  const { count, bytes, bytesPerSecond } = options;
  const under = join(folder, 'www/dicom-web/studies', study, 'series');
  await mkdir(join(under, series, 'instances'), { recursive: true });
  const noise = randomBytes(bytes);
  const headers = [];
  for (let n = 0; n < count; n += 1) {
    const file = dicomFile(uidOf(n), bytes);
    // No two slices are alike.
    noise.copy(file, 1024, n, noise.byteLength - 1024);
    await writeFile(join(under, series, 'instances', uidOf(n)), file);
    headers.push({
      '00080016': { vr: 'UI', Value: ['1.2.840.10008.5.1.4.1.1.2'] },
      '00080018': { vr: 'UI', Value: [uidOf(n)] },
      '00200013': { vr: 'IS', Value: [n + 1] },
      '00200032': { vr: 'DS', Value: [0, 0, n] },
      '00200037': { vr: 'DS', Value: [1, 0, 0, 0, 1, 0] },
      '00280010': { vr: 'US', Value: [512] },
      '00280011': { vr: 'US', Value: [512] },
    });
  }
  await writeFile(join(folder, 'www/instances.json'), JSON.stringify(headers));
  await writeFile(
    join(folder, 'www/series.json'),
    JSON.stringify([
      {
        '0020000E': { vr: 'UI', Value: [series] },
        '00080060': { vr: 'CS', Value: ['CT'] },
        '00200011': { vr: 'IS', Value: [1] },
        '00201209': { vr: 'IS', Value: [count] },
      },
    ]),
  );
  const port = await freePort();
  const conf = `
daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log;
events { worker_connections 256; }
http {
  access_log off; sendfile on; keepalive_requests 100000; default_type application/dicom;
  client_body_temp_path ${folder}; proxy_temp_path ${folder}; fastcgi_temp_path ${folder};
  server {
    listen 127.0.0.1:${port}; root ${folder}/www;
    location = /dicom-web/studies/${study}/series { default_type application/dicom+json; alias ${folder}/www/series.json; }
    location = /dicom-web/studies/${study}/series/${series}/instances {
      default_type application/dicom+json;
      if ($arg_offset) { return 204; }
      alias ${folder}/www/instances.json;
    }
  }
}`;
  await writeFile(join(folder, 'nginx.conf'), conf);
  // As root, workers would otherwise run as somebody who may not read a private folder.
  const asRoot = process.getuid?.() === 0;
  const nginx = spawn(
    'nginx',
    ['-c', join(folder, 'nginx.conf'), '-p', folder, ...(asRoot ? ['-g', 'user root;'] : [])],
    { stdio: 'ignore' },
  );
  const url = `http://127.0.0.1:${port}`;
  for (;;) {
    const up = await fetch(`${url}/series.json`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (up) break;
    if (nginx.exitCode !== null) throw new Error('nginx did not start');
  }
  const link = bytesPerSecond === undefined ? null : await slowLink(port, bytesPerSecond);
  return {
    url: link ? `http://127.0.0.1:${link.port}` : url,
    dispose: async () => {
      await link?.dispose();
      nginx.kill();
      await new Promise((resolve) => nginx.once('exit', resolve));
    },
  };
}
