import { dicomFile } from '../testing.ts';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js/lib/zip-core-native.js';

/** For tests: an instance with one fragment of compressed pixels, and the end of their sequence. */
export function encapsulatedFile(sopInstanceUid: string): Buffer {
  const native = dicomFile(sopInstanceUid, 2000);
  const at = native.indexOf(Buffer.from([0xe0, 0x7f, 0x10, 0x00]));
  const item = (tag: number, bytes: Buffer): Buffer => {
    const header = Buffer.alloc(8);
    header.writeUInt32LE(tag, 0);
    header.writeUInt32LE(bytes.byteLength, 4);
    return Buffer.concat([header, bytes]);
  };
  const pixels = Buffer.from([0xe0, 0x7f, 0x10, 0x00, 0x4f, 0x42, 0, 0, 0xff, 0xff, 0xff, 0xff]);
  const none = Buffer.alloc(0);
  const fragments = [item(0xe000fffe, none), item(0xe000fffe, Buffer.alloc(500, 7)), item(0xe0ddfffe, none)];
  return Buffer.concat([native.subarray(0, at), pixels, ...fragments]);
}

/** For tests: an archive of these files. */
export async function zipOf(
  files: Readonly<Record<string, Uint8Array>>,
  password?: string,
): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), {
    useWebWorkers: false,
    ...(password !== undefined && { password, encryptionStrength: 3 as const }),
  });
  for (const [name, bytes] of Object.entries(files)) await writer.add(name, new Uint8ArrayReader(bytes));
  return writer.close();
}
