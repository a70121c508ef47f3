import { createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';

/** What `latest*.yml` says of a release, as far as its signature covers it. */
export const releaseSchema = z.object({
  version: z.string().min(1),
  files: z.array(z.object({ url: z.string().min(1), sha512: z.string().min(1) })).min(1),
  /** Ed25519 (RFC 8032) over `signedText`, base64. Written by `scripts/sign-release.mjs`. */
  signature: z.string().min(1),
});
export type Release = z.infer<typeof releaseSchema>;

/**
 * What is signed: the version, and each file's name and digest in the order of names. Whoever holds the web server but not
 * the key can neither offer another file nor an older one under a newer number.
 */
export const signedText = ({ version, files }: Pick<Release, 'version' | 'files'>): string =>
  [
    'e-mage release',
    version,
    ...files.map(({ url, sha512 }) => `${url} ${sha512}`).sort((a, b) => (a < b ? -1 : 1)),
    '',
  ].join('\n');

/** Is this release signed with the key whose public half (SPKI, DER, base64) is in this build? */
export function isSigned(release: unknown, publicKey: string): release is Release {
  const parsed = releaseSchema.safeParse(release);
  if (!parsed.success) return false;
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
  return verify(
    null,
    Buffer.from(signedText(parsed.data)),
    key,
    Buffer.from(parsed.data.signature, 'base64'),
  );
}
