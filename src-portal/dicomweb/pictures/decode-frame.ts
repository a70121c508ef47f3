// The package brings no types, and an ambient declaration cannot be imported.
// eslint-disable-next-line @typescript-eslint/triple-slash-reference
/// <reference path="./codecs.d.ts" />
import { inflateRawSync } from 'node:zlib';
import { CannotDecode } from './cannot-decode.ts';
import { readCodestream, type Codestream, type Coding } from './codestream.ts';
import { nativeFrameBits, type ImageInfo } from './image-info.ts';
import { decodeRle } from './rle.ts';

/** A frame's stored values, colour by pixel, little endian, each in `bytesPerSample` bytes (1-bit pixels in one). */
export interface DecodedFrame {
  readonly data: Uint8Array;
  readonly bytesPerSample: 1 | 2 | 4 | 8;
  readonly samples: 1 | 3;
  /** After decoding: lossy JPEG and JPEG 2000 come out as RGB. */
  readonly photometric: string;
}

type Form = 'native' | 'rle' | 'deflated-frame' | 'codestream';

const forms: Readonly<Record<string, Form>> = {
  '1.2.840.10008.1.2': 'native',
  '1.2.840.10008.1.2.1': 'native',
  '1.2.840.10008.1.2.1.98': 'native',
  '1.2.840.10008.1.2.1.99': 'native',
  '1.2.840.10008.1.2.2': 'native',
  '1.2.840.10008.1.2.5': 'rle',
  '1.2.840.10008.1.2.8.1': 'deflated-frame',
  ...Object.fromEntries(
    [50, 51, 57, 70, 80, 81, 90, 91, 201, 202, 203].map((last) => [
      `1.2.840.10008.1.2.4.${last}`,
      'codestream',
    ]),
  ),
};

/** Decodes one frame. Throws CannotDecode; anything else that is thrown is the codec's own complaint. */
export async function decodeFrame(bytes: Uint8Array, info: ImageInfo): Promise<DecodedFrame> {
  const form = forms[info.transferSyntaxUid];
  if (!form)
    throw new CannotDecode(`transfer syntax ${info.transferSyntaxUid}`, 'unsupported-transfer-syntax');
  switch (form) {
    case 'native':
      return decodeNative(bytes, info);
    case 'deflated-frame':
      return decodeNative(inflateRawSync(bytes, { maxOutputLength: nativeFrameBits(info) / 8 + 16 }), info);
    case 'rle':
      return decodeRleFrame(bytes, info);
    case 'codestream':
      return decodeCodestream(bytes, info);
  }
}

function decodeRleFrame(bytes: Uint8Array, info: ImageInfo): DecodedFrame {
  const pixels = info.rows * info.columns;
  if (info.bitsAllocated === 1) return decodeNative(decodeRle(bytes, Math.ceil(pixels / 8), 1, 1), info);
  const bytesPerSample = sampleBytes(info);
  const data = decodeRle(bytes, pixels, info.samples, bytesPerSample);
  return { data, bytesPerSample, samples: info.samples, photometric: info.photometric };
}

function sampleBytes({ bitsAllocated }: ImageInfo): 1 | 2 | 4 | 8 {
  if (bitsAllocated <= 8) return 1;
  return bitsAllocated === 16 ? 2 : bitsAllocated === 32 ? 4 : 8;
}

function decodeNative(bytes: Uint8Array, info: ImageInfo): DecodedFrame {
  const pixels = info.rows * info.columns;
  if (bytes.length < Math.ceil(nativeFrameBits(info) / 8)) throw new CannotDecode('the pixel data end early');
  if (info.bitsAllocated === 1) {
    return {
      data: unpackBits(bytes, pixels * info.samples),
      bytesPerSample: 1,
      samples: info.samples,
      photometric: info.photometric,
    };
  }
  const bytesPerSample = sampleBytes(info);
  if (info.photometric === 'YBR_FULL_422' && info.samples === 3) {
    return { data: upsample422(bytes, pixels), bytesPerSample: 1, samples: 3, photometric: 'YBR_FULL' };
  }
  const wanted = pixels * info.samples * bytesPerSample;
  // A copy: the bytes may be a view on something longer, and are turned round in place.
  const data = Buffer.from(bytes.subarray(0, wanted));
  if (info.bigEndian && bytesPerSample === 2) data.swap16();
  if (info.bigEndian && bytesPerSample === 4) data.swap32();
  if (info.bigEndian && bytesPerSample === 8) data.swap64();
  const interleaved = info.planar ? interleave(data, pixels, bytesPerSample) : data;
  return { data: interleaved, bytesPerSample, samples: info.samples, photometric: info.photometric };
}

function unpackBits(bytes: Uint8Array, count: number): Uint8Array {
  const result = new Uint8Array(count);
  for (let index = 0; index < count; index += 1)
    result[index] = ((bytes[index >> 3] ?? 0) >> (index & 7)) & 1;
  return result;
}

function upsample422(bytes: Uint8Array, pixels: number): Uint8Array {
  const result = new Uint8Array(pixels * 3);
  for (let pair = 0; pair * 2 < pixels; pair += 1) {
    const at = pair * 4;
    const to = pair * 6;
    for (const pixel of [0, 1]) {
      result[to + pixel * 3] = bytes[at + pixel] ?? 0;
      result[to + pixel * 3 + 1] = bytes[at + 2] ?? 0;
      result[to + pixel * 3 + 2] = bytes[at + 3] ?? 0;
    }
  }
  return result;
}

function interleave(planes: Uint8Array, pixels: number, bytesPerSample: number): Uint8Array {
  const result = new Uint8Array(planes.length);
  for (let sample = 0; sample < 3; sample += 1) {
    for (let pixel = 0; pixel < pixels; pixel += 1) {
      const from = (sample * pixels + pixel) * bytesPerSample;
      const to = (pixel * 3 + sample) * bytesPerSample;
      for (let byte = 0; byte < bytesPerSample; byte += 1) result[to + byte] = planes[from + byte] ?? 0;
    }
  }
  return result;
}

async function decodeCodestream(bytes: Uint8Array, info: ImageInfo): Promise<DecodedFrame> {
  const stream = readCodestream(bytes);
  if (!stream) throw new CannotDecode('no frame header where the compressed frame should begin');
  checkAgainstHeader(stream, info);
  const { coding } = stream;
  if (coding === 'jpeg' && stream.precision !== 8) {
    throw new CannotDecode(`lossy JPEG of ${stream.precision} bits`, 'unsupported-transfer-syntax');
  }
  const data =
    coding === 'jpeg-lossless'
      ? await decodeLossless(bytes, stream)
      : await decodeWithCodec(coding, coding === 'jpeg' ? withColours(bytes, stream, info) : bytes, stream);
  const pixels = info.rows * info.columns;
  const codedBytes = stream.precision <= 8 ? 1 : 2;
  if (data.length < pixels * info.samples * codedBytes)
    throw new CannotDecode('the decoder gave too few samples');
  const converted =
    info.samples === 3 &&
    (coding === 'jpeg' || info.photometric.startsWith('YBR_RCT') || info.photometric.startsWith('YBR_ICT'));
  const bytesPerSample = sampleBytes(info);
  return {
    data: widen(data, pixels * info.samples, codedBytes, bytesPerSample, info),
    bytesPerSample,
    samples: info.samples,
    photometric: converted ? 'RGB' : info.photometric,
  };
}

// Adobe's segment with transform 0: the components are RGB as they are.
const untransformed = Buffer.from('ffee000e41646f626500640000000000', 'hex');

/** A stream that does not name its colours is taken for YCbCr by every decoder; the DICOM header knows better. */
function withColours(
  bytes: Uint8Array,
  { namesColours, components }: Codestream,
  { photometric }: ImageInfo,
): Uint8Array {
  if (namesColours || components !== 3 || photometric !== 'RGB') return bytes;
  return Buffer.concat([bytes.subarray(0, 2), untransformed, bytes.subarray(2)]);
}

function checkAgainstHeader({ rows, columns, components, precision }: Codestream, info: ImageInfo): void {
  if (rows !== info.rows || columns !== info.columns || components !== info.samples) {
    throw new CannotDecode('the compressed picture has another size than its header says');
  }
  if (precision > 16 || precision > info.bitsAllocated)
    throw new CannotDecode('more bits than its header says');
}

/** Samples of 8 coded bits in pixels of 16 allocated ones. */
function widen(
  data: Uint8Array,
  count: number,
  coded: 1 | 2,
  wanted: 1 | 2 | 4 | 8,
  info: ImageInfo,
): Uint8Array {
  const exact = data.slice(0, count * coded);
  if (coded === wanted) return exact;
  if (coded > wanted) throw new CannotDecode('more bits than its header says');
  const result = new Uint8Array(count * wanted);
  for (let index = 0; index < count; index += 1) {
    const value = exact[index * coded] ?? 0;
    result[index * wanted] = value;
    if (info.signed && value > 127) result.fill(0xff, index * wanted + 1, (index + 1) * wanted);
  }
  return result;
}

async function decodeLossless(bytes: Uint8Array, stream: Codestream): Promise<Uint8Array> {
  const { Decoder } = await import('@cornerstonejs/jpeg-lossless-decoder-js');
  // It wants an ArrayBuffer, and believes what the stream says of its size: that was checked.
  const copy = Uint8Array.from(bytes);
  const decoded = new Decoder().decode(copy.buffer, 0, copy.length, stream.precision <= 8 ? 1 : 2);
  return new Uint8Array(decoded.buffer, decoded.byteOffset, decoded.byteLength);
}

type WasmCodec = Exclude<Coding, 'jpeg-lossless'>;

const constructors = new Map<WasmCodec, Promise<new () => EmscriptenDecoder>>();

function constructorOf(codec: WasmCodec): Promise<new () => EmscriptenDecoder> {
  const known = constructors.get(codec) ?? load(codec);
  constructors.set(codec, known);
  return known;
}

async function load(codec: WasmCodec): Promise<new () => EmscriptenDecoder> {
  switch (codec) {
    case 'jpeg':
      return (await (await import('@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs')).default())
        .JPEGDecoder;
    case 'jpeg-ls':
      return (await (await import('@cornerstonejs/codec-charls/decodewasmjs')).default()).JpegLSDecoder;
    case 'jpeg-2000':
      return (await (await import('@cornerstonejs/codec-openjpeg/decodewasmjs')).default()).J2KDecoder;
    case 'ht-jpeg-2000':
      return (await (await import('@cornerstonejs/codec-openjph/wasmjs')).default()).HTJ2KDecoder;
  }
}

async function decodeWithCodec(codec: WasmCodec, bytes: Uint8Array, stream: Codestream): Promise<Uint8Array> {
  const Decoder = await constructorOf(codec);
  const decoder = new Decoder();
  try {
    decoder.getEncodedBuffer(bytes.length).set(bytes);
    decoder.decode();
    const { width, height, componentCount } = decoder.getFrameInfo();
    if (width !== stream.columns || height !== stream.rows || componentCount !== stream.components) {
      throw new CannotDecode('the decoder found another size');
    }
    // A plain copy: the codec's own memory may move, and some give it as another kind of array.
    return new Uint8Array(decoder.getDecodedBuffer());
  } catch (error) {
    // What a codec leaves behind after an exception is nobody's guess: the next frame gets a fresh one.
    constructors.delete(codec);
    throw error instanceof CannotDecode ? error : new CannotDecode(`the decoder failed: ${String(error)}`);
  } finally {
    decoder.delete();
  }
}
