import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';

/**
 * A secret that a password opens (docs/library-format.md). In base64:
 *
 *     magic 'eMgK' | version u8 | KDF u8 (1: scrypt) | log2 N u8 | r u8 | p u8 | 3 × 0 | salt 16 | nonce 12 | ciphertext | tag 16
 *
 * The key is scrypt's of the password (RFC 7914); the cipher AES-256-GCM, which also proves the 28 bytes before the nonce
 * and the place that the secret was made for.
 */
const MAGIC = Buffer.from('eMgK', 'latin1');
const VERSION = 1;
const SCRYPT = 1;
const [SALT_BYTES, NONCE_BYTES, TAG_BYTES] = [16, 12, 16];
const HEADER_BYTES = 12 + SALT_BYTES;

export interface ScryptCost {
  /** log2 of N. */
  readonly logN: number;
  readonly r: number;
  readonly p: number;
}
/** What OWASP asks for at least: 32 MiB three times, some 250 ms. */
export const usualCost: ScryptCost = { logN: 15, r: 8, p: 3 };
/** A header that asks for more was not written by us. */
const MOST: ScryptCost = { logN: 20, r: 16, p: 16 };

function derive(password: string, salt: Uint8Array, { logN, r, p }: ScryptCost): Promise<Buffer> {
  const N = 2 ** logN;
  return new Promise((resolve, reject) => {
    // The same letters may be written in different ways by different keyboards.
    scrypt(password.normalize('NFC'), salt, 32, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

const proven = (header: Uint8Array, place: string): Buffer => Buffer.concat([header, Buffer.from(place)]);

/** `place`: whose secret it is. It opens nowhere else. */
export async function lockWithPassword(
  secret: string,
  { password, place, cost = usualCost }: { password: string; place: string; cost?: ScryptCost },
): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const { logN, r, p } = cost;
  const header = Buffer.concat([MAGIC, Buffer.from([VERSION, SCRYPT, logN, r, p, 0, 0, 0]), salt]);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', await derive(password, salt, cost), nonce);
  cipher.setAAD(proven(header, place));
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([header, nonce, sealed, cipher.getAuthTag()]).toString('base64');
}

/** Null where it is another password, or not something that we locked for this place. */
export async function openWithPassword(
  locked: string,
  { password, place }: { password: string; place: string },
): Promise<string | null> {
  const bytes = Buffer.from(locked, 'base64');
  const header = bytes.subarray(0, HEADER_BYTES);
  if (bytes.byteLength < HEADER_BYTES + NONCE_BYTES + TAG_BYTES || !MAGIC.equals(header.subarray(0, 4)))
    return null;
  const [version, kdf, logN = 0, r = 0, p = 0] = header.subarray(4, 9);
  const tooDear = logN < 1 || r < 1 || p < 1 || logN > MOST.logN || r > MOST.r || p > MOST.p;
  if (version !== VERSION || kdf !== SCRYPT || tooDear) return null;
  const key = await derive(password, header.subarray(12), { logN, r, p });
  const sealedAt = HEADER_BYTES + NONCE_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(HEADER_BYTES, sealedAt), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(proven(header, place));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const secret = decipher.update(bytes.subarray(sealedAt, -TAG_BYTES));
    return Buffer.concat([secret, decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
