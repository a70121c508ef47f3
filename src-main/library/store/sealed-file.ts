import { createCipheriv, createDecipheriv, hkdfSync, type CipherGCM } from 'node:crypto';

/**
 * A sealed file: 40 bytes of header, then segments of AES-256-GCM in the STREAM construction (Hoang, Reyhanitabar,
 * Rogaway, Vizár, CRYPTO 2015). docs/decisions/0004-the-librarys-store.md says why; the layout:
 *
 *     magic 'eMgL' | version u8 | log2(segment) u8 | 2 × 0 | salt 32
 *     segment 0 … n-1: ciphertext | tag 16      every segment is full, save the last, which may be empty
 *
 * Key and nonce prefix come by HKDF-SHA256 from the library key, the salt, and (as info) the header's first 8 bytes
 * and the file's name. The nonce is prefix 7 | segment index u32 | last u8. So a segment that is changed, moved,
 * dropped or added, and a whole file put under another name, does not open.
 */
const MAGIC = Buffer.from('eMgL', 'latin1');
const VERSION = 1;
/** Most instances fit in one segment of 1 MiB, and are then opened without being copied. */
const SEGMENT_BITS = 20;
const SALT_BYTES = 32;
const TAG_BYTES = 16;
const PREFIX_BYTES = 7;

export const HEADER_BYTES = 8 + SALT_BYTES;
/** Bytes of plain text in a full segment. */
export const SEGMENT_BYTES = 2 ** SEGMENT_BITS;
export const SEALED_SEGMENT_BYTES = SEGMENT_BYTES + TAG_BYTES;
const MAX_SEGMENTS = 2 ** 32;
/** What an ArrayBuffer may hold on every platform we run on; more than any instance we could show. */
const MAX_PLAIN_BYTES = 4 * 2 ** 30;

/** The file is not what was written: changed, cut, swapped, of another library, or made with another key. */
export class SealBroken extends Error {
  constructor(what: string) {
    super(`sealed file: ${what}`);
    this.name = 'SealBroken';
  }
}

interface FileKey {
  readonly key: Buffer;
  readonly prefix: Buffer;
}

function fileKey(libraryKey: Uint8Array, header: Uint8Array, name: string): FileKey {
  const info = Buffer.concat([header.subarray(0, 8), Buffer.from(name, 'utf8')]);
  const derived = Buffer.from(hkdfSync('sha256', libraryKey, header.subarray(8), info, 32 + PREFIX_BYTES));
  return { key: derived.subarray(0, 32), prefix: derived.subarray(32) };
}

function nonceOf(prefix: Buffer, index: number, last: boolean): Buffer {
  if (index >= MAX_SEGMENTS) throw new RangeError('too many segments for one file');
  const nonce = Buffer.alloc(12);
  prefix.copy(nonce);
  nonce.writeUInt32BE(index, PREFIX_BYTES);
  nonce.writeUInt8(last ? 1 : 0, PREFIX_BYTES + 4);
  return nonce;
}

interface Segment {
  readonly cipher: CipherGCM;
  left: number;
}

/** Seals a file piece by piece. What `push` and `end` return is written one after the other. */
export class Sealer {
  readonly header: Buffer;
  readonly #fileKey: FileKey;
  readonly #bytes: number | null;
  #pushed = 0;
  #index = 0;
  #segment: Segment | null = null;
  /** A segment that may be the last: only what comes, or does not come, after it will tell. */
  #held: Buffer | null = null;
  #heldBytes = 0;

  /**
   * `salt` must be new for every file: 32 random bytes. `bytes`: how long the file will be, where that is known; then every
   * piece is sealed as it comes, and else a segment is held back.
   */
  constructor(libraryKey: Uint8Array, name: string, salt: Uint8Array, bytes: number | null = null) {
    if (salt.byteLength !== SALT_BYTES) throw new RangeError(`a salt has ${SALT_BYTES} bytes`);
    // In memory of its own, as all that is written: it may be given away to another thread.
    this.header = Buffer.alloc(HEADER_BYTES);
    this.header.set([...MAGIC, VERSION, SEGMENT_BITS, 0, 0]);
    this.header.set(salt, 8);
    this.#fileKey = fileKey(libraryKey, this.header, name);
    this.#bytes = bytes;
  }

  /** Keeps nothing of the piece, which may be changed afterwards. Throws `RangeError` beyond the length that was given. */
  push(piece: Uint8Array): Uint8Array[] {
    return this.#bytes === null ? this.#hold(piece) : this.#stream(piece, this.#bytes);
  }

  /** Throws `RangeError` short of the length that was given. */
  end(): Uint8Array[] {
    if (this.#bytes === null) return this.#sealHeld(true);
    if (this.#pushed < this.#bytes) throw new RangeError('shorter than it was to be');
    if (this.#index > 0) return [];
    return [this.#close(this.#open(0, true))];
  }

  #stream(piece: Uint8Array, bytes: number): Uint8Array[] {
    if (this.#pushed + piece.byteLength > bytes) throw new RangeError('longer than it was to be');
    const sealed: Uint8Array[] = [];
    for (let at = 0; at < piece.byteLength;) {
      const missing = bytes - this.#pushed;
      const segment = this.#segment ?? this.#open(Math.min(missing, SEGMENT_BYTES), missing <= SEGMENT_BYTES);
      const part = piece.subarray(at, at + segment.left);
      sealed.push(segment.cipher.update(part));
      at += part.byteLength;
      this.#pushed += part.byteLength;
      segment.left -= part.byteLength;
      if (segment.left === 0) sealed.push(this.#close(segment));
    }
    return sealed;
  }

  #hold(piece: Uint8Array): Uint8Array[] {
    const sealed: Uint8Array[] = [];
    this.#held ??= Buffer.allocUnsafeSlow(SEGMENT_BYTES);
    for (let at = 0; at < piece.byteLength;) {
      if (this.#heldBytes === SEGMENT_BYTES) sealed.push(...this.#sealHeld(false));
      const part = piece.subarray(at, at + SEGMENT_BYTES - this.#heldBytes);
      this.#held.set(part, this.#heldBytes);
      this.#heldBytes += part.byteLength;
      at += part.byteLength;
    }
    return sealed;
  }

  #sealHeld(last: boolean): Uint8Array[] {
    const segment = this.#open(this.#heldBytes, last);
    const sealed = this.#held ? [segment.cipher.update(this.#held.subarray(0, this.#heldBytes))] : [];
    this.#heldBytes = 0;
    return [...sealed, this.#close(segment)];
  }

  #open(left: number, last: boolean): Segment {
    const { key, prefix } = this.#fileKey;
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(prefix, this.#index, last));
    this.#index += 1;
    return (this.#segment = { cipher, left });
  }

  /** The tag. */
  #close({ cipher }: Segment): Uint8Array {
    this.#segment = null;
    cipher.final();
    return cipher.getAuthTag();
  }
}

/** Whole bytes to a whole sealed file. */
export function seal(libraryKey: Uint8Array, name: string, salt: Uint8Array, plain: Uint8Array): Buffer {
  const sealer = new Sealer(libraryKey, name, salt, plain.byteLength);
  return Buffer.concat([sealer.header, ...sealer.push(plain), ...sealer.end()]);
}

export interface Layout {
  readonly segments: number;
  readonly plainBytes: number;
}

/** What a sealed file of this length can hold. Throws `SealBroken` for a length that no sealed file has. */
export function layoutOf(fileBytes: number): Layout {
  const body = fileBytes - HEADER_BYTES;
  const segments = Math.ceil(body / SEALED_SEGMENT_BYTES);
  const plainBytes = body - segments * TAG_BYTES;
  if (body < TAG_BYTES || plainBytes < 0 || body - (segments - 1) * SEALED_SEGMENT_BYTES < TAG_BYTES) {
    throw new SealBroken('cut short');
  }
  if (plainBytes > MAX_PLAIN_BYTES) throw new SealBroken('longer than anything we write');
  return { segments, plainBytes };
}

/** Where a segment lies in a sealed file of `fileBytes` bytes. */
export function placeOf(index: number, fileBytes: number): { start: number; end: number } {
  const start = HEADER_BYTES + index * SEALED_SEGMENT_BYTES;
  return { start, end: Math.min(start + SEALED_SEGMENT_BYTES, fileBytes) };
}

/** Opens a sealed file of `fileBytes` bytes, segment by segment. */
export class Unsealer {
  readonly layout: Layout;
  readonly #fileKey: FileKey;

  constructor(libraryKey: Uint8Array, name: string, header: Uint8Array, fileBytes: number) {
    this.layout = layoutOf(fileBytes);
    if (!MAGIC.equals(header.subarray(0, 4))) throw new SealBroken('not a sealed file');
    if (header[4] !== VERSION || header[5] !== SEGMENT_BITS)
      throw new SealBroken('of a version unknown here');
    this.#fileKey = fileKey(libraryKey, header, name);
  }

  /** The plain text of one segment, as it lies in the file. Throws `SealBroken`. */
  open(index: number, sealed: Uint8Array, last = index === this.layout.segments - 1): Buffer {
    const { key, prefix } = this.#fileKey;
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(prefix, index, last), {
      authTagLength: TAG_BYTES,
    });
    const tagAt = sealed.byteLength - TAG_BYTES;
    decipher.setAuthTag(sealed.subarray(tagAt));
    const plain = decipher.update(sealed.subarray(0, tagAt));
    try {
      decipher.final();
    } catch {
      throw new SealBroken(`segment ${index} of ${this.layout.segments} is not authentic`);
    }
    return plain;
  }
}

/** Puts the segments of a file together, in an exact buffer of its own, fit to be sent through a port. */
export class Assembly {
  readonly #bytes: number;
  #whole: Uint8Array<ArrayBuffer> | null = null;

  constructor({ plainBytes }: Layout) {
    this.#bytes = plainBytes;
  }

  add(index: number, segment: Buffer): void {
    const { buffer } = segment;
    // A segment that is the whole file, and lies in a buffer of its own, need not be copied.
    if (
      segment.byteLength === this.#bytes &&
      buffer.byteLength === this.#bytes &&
      buffer instanceof ArrayBuffer
    ) {
      this.#whole = new Uint8Array(buffer);
      return;
    }
    this.#whole ??= new Uint8Array(this.#bytes);
    this.#whole.set(segment, index * SEGMENT_BYTES);
  }

  whole(): ArrayBuffer {
    return this.#whole?.buffer ?? new ArrayBuffer(0);
  }
}

/** Opens a whole sealed file. The answer is an exact buffer of its own, fit to be sent through a port. */
export function unseal(libraryKey: Uint8Array, name: string, file: Uint8Array): ArrayBuffer {
  const unsealer = new Unsealer(libraryKey, name, file.subarray(0, HEADER_BYTES), file.byteLength);
  const assembly = new Assembly(unsealer.layout);
  for (let index = 0; index < unsealer.layout.segments; index += 1) {
    const { start, end } = placeOf(index, file.byteLength);
    assembly.add(index, unsealer.open(index, file.subarray(start, end)));
  }
  return assembly.whole();
}
