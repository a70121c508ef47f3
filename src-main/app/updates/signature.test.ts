import { generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSigned, signedText } from './signature.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const key = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
const release = {
  version: '1.2.3',
  files: [
    { url: 'e-mage-1.2.3-x64.AppImage', sha512: 'aa' },
    { url: 'e-mage-1.2.3-arm64.AppImage', sha512: 'bb' },
  ],
};
const signature = sign(null, Buffer.from(signedText(release)), privateKey).toString('base64');
const signed = { ...release, signature };

describe('the signature of a release', () => {
  it('holds for what was signed, whatever the order of files and whatever else is said', () => {
    expect(isSigned(signed, key)).toBe(true);
    expect(isSigned({ ...signed, files: [...release.files].reverse(), stagingPercentage: 10 }, key)).toBe(
      true,
    );
  });

  it('does not hold for another version, another file or another digest', () => {
    const [first, second] = release.files;
    expect(isSigned({ ...signed, version: '1.2.4' }, key)).toBe(false);
    expect(isSigned({ ...signed, files: [first] }, key)).toBe(false);
    expect(isSigned({ ...signed, files: [{ ...first, sha512: 'cc' }, second] }, key)).toBe(false);
    expect(isSigned({ ...signed, files: [{ ...first, url: 'https://evil.example/x' }, second] }, key)).toBe(
      false,
    );
  });

  it('does not hold where it is missing, or by another key', () => {
    expect(isSigned(release, key)).toBe(false);
    const other = generateKeyPairSync('ed25519').publicKey.export({ format: 'der', type: 'spki' });
    expect(isSigned(signed, other.toString('base64'))).toBe(false);
  });

  it('holds for nothing that a server can say without the key', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, forged) => {
        expect(isSigned(value, key)).toBe(false);
        if (forged !== signature) expect(isSigned({ ...release, signature: forged }, key)).toBe(false);
      }),
    );
  });
});
