import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Authority {
  /** Its own certificate: whoever trusts that trusts what it signed. */
  readonly authority: string;
  /** A server's at 127.0.0.1, signed by it. */
  readonly certificate: string;
  readonly key: string;
}

/** A certificate authority as a hospital has one of its own, and a server's certificate from it. */
export async function makeAuthority(folder: string): Promise<Authority> {
  const at = (name: string): string => join(folder, name);
  const [authority, authorityKey] = [at('authority.pem'), at('authority.key')];
  const [certificate, key, request, extensions] = [at('server.pem'), at('server.key'), at('csr'), at('ext')];
  const fresh = ['-newkey', 'rsa:2048', '-nodes'];
  const asAuthority = ['-addext', 'keyUsage=critical,keyCertSign,cRLSign'];
  await run('openssl', [
    ...['req', '-x509', ...fresh, '-days', '3', '-subj', '/CN=Autorité du CHRU d’essai', '-utf8'],
    ...[...asAuthority, '-keyout', authorityKey, '-out', authority],
  ]);
  await run('openssl', ['req', ...fresh, '-subj', '/CN=127.0.0.1', '-keyout', key, '-out', request]);
  await writeFile(extensions, 'subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth\n');
  await run('openssl', [
    ...['x509', '-req', '-in', request, '-CA', authority, '-CAkey', authorityKey, '-CAcreateserial'],
    ...['-days', '2', '-extfile', extensions, '-out', certificate],
  ]);
  return { authority, certificate, key };
}

/** A home in which the system's list of authorities (NSS, on Linux) holds one more, as an administrator puts it there. */
export async function trustIn(home: string, { authority }: Authority): Promise<void> {
  const database = join(home, '.pki/nssdb');
  await mkdir(database, { recursive: true });
  await run('certutil', ['-d', `sql:${database}`, '-N', '--empty-password']);
  await run('certutil', ['-d', `sql:${database}`, '-A', '-t', 'C,,', '-n', 'test', '-i', authority]);
}
