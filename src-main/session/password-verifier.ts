import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

// RFC 7914; OWASP's figures for interactive use: 32 MiB, some 100 ms.
const parameters = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

const derive = (password: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, 32, parameters, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });

/** What tells the right password from a wrong one without holding it: salt and scrypt key. Kept in the keychain alone. */
export async function makeVerifier(password: string): Promise<string> {
  const salt = randomBytes(16);
  return `scrypt1:${salt.toString('base64')}:${(await derive(password, salt)).toString('base64')}`;
}

export async function verifies(verifier: string, password: string): Promise<boolean> {
  const [kind, salt, key] = verifier.split(':');
  if (kind !== 'scrypt1' || salt === undefined || key === undefined) return false;
  const expected = Buffer.from(key, 'base64');
  const found = await derive(password, Buffer.from(salt, 'base64'));
  return expected.byteLength === found.byteLength && timingSafeEqual(expected, found);
}
