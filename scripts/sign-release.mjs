// Signs what a release says of its files: `sign-release.mjs FOLDER` adds `signature` to every latest*.yml there.
// EMAGE_UPDATES_PRIVATE_KEY holds the Ed25519 key (PKCS#8, PEM). `--make-key` prints a new pair instead.
import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';
import { signedText } from '../src-main/app/updates/signature.ts';

/** `privateKey`: PKCS#8, PEM. The public half (SPKI, DER, base64) goes into the build as EMAGE_UPDATES_KEY. */
export function makeKey() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    privateKey: privateKey.export({ format: 'pem', type: 'pkcs8' }),
  };
}

/** A release as electron-updater reads it, with its signature. */
export const signedRelease = (release, privateKey) => ({
  ...release,
  signature: sign(null, Buffer.from(signedText(release)), createPrivateKey(privateKey)).toString('base64'),
});

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [argument] = process.argv.slice(2);
  if (argument === '--make-key') {
    const { publicKey, privateKey } = makeKey();
    console.log(`EMAGE_UPDATES_KEY=${publicKey}\n\nEMAGE_UPDATES_PRIVATE_KEY:\n${privateKey}`);
  } else {
    const privateKey = process.env.EMAGE_UPDATES_PRIVATE_KEY;
    if (!argument || !privateKey) throw new Error('sign-release.mjs FOLDER, with EMAGE_UPDATES_PRIVATE_KEY');
    const names = (await readdir(argument)).filter((name) => /^latest.*\.yml$/.test(name));
    if (names.length === 0) throw new Error(`No latest*.yml in ${argument}`);
    for (const name of names) {
      const file = join(argument, name);
      await writeFile(file, stringify(signedRelease(parse(await readFile(file, 'utf8')), privateKey)));
      console.log(`signed ${name}`);
    }
  }
}
