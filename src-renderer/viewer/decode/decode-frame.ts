import { AppFailure } from '../../../src-shared/errors.ts';
import { inflateRaw } from '../dicom/inflate.ts';
import { codecFor } from '../dicom/transfer-syntax.ts';
import type { PixelFormat } from '../dicom/types.ts';
import { decodeJpegDct } from './jpeg-dct.ts';
import { type DecodedJpeg, decodeJpegLossless } from './jpeg-lossless.ts';
import { decodeNative } from './native.ts';
import { decodeRle } from './rle.ts';
import {
  arrayOver,
  checkSize,
  damaged,
  fullTile,
  interleave,
  type OverlaidFrame,
  overlaid,
  type SampleArray,
  type StoredFrame,
} from './stored-frame.ts';
import {
  endsWhole,
  j2kCodestream,
  type J2kHeader,
  type JpegHeader,
  readJ2kHeader,
  readJpegHeader,
  type StreamHeader,
} from './stream-header.ts';
import type { WasmCodecs, WasmName, WasmResult } from './wasm-codec.ts';

/** Refuses a stream whose own size is another than the header's, before a decoder allocates for it. */
export const checkHeader = (header: StreamHeader, format: PixelFormat): void => {
  const { rows, columns, components, precision } = header;
  const smallTile = format.tile && rows <= format.rows && columns <= format.columns;
  const sameSize = smallTile || (rows === format.rows && columns === format.columns);
  if (!sameSize || components !== format.samplesPerPixel) {
    throw damaged(`the stream holds ${columns} x ${rows} x ${components}`);
  }
  if (precision > format.bitsAllocated) throw damaged(`the stream holds ${precision} bits`);
};

/** The array that the header promises, filled with what a decoder gave (other width or sign, same bits). */
const asAllocated = (values: SampleArray, format: PixelFormat): SampleArray => {
  const { bitsAllocated, signed } = format;
  const out = arrayOver(
    new Uint8Array((values.length * Math.max(8, bitsAllocated)) / 8),
    Math.max(8, bitsAllocated),
    signed,
  );
  out.set(values);
  return out;
};

const frameOf = (
  samples: SampleArray,
  info: { rows: number; columns: number; components: number },
  photometric: string,
): StoredFrame => ({
  samples,
  rows: info.rows,
  columns: info.columns,
  samplesPerPixel: info.components,
  photometric,
});

export const fromJpeg = (decoded: DecodedJpeg, format: PixelFormat): StoredFrame =>
  frameOf(asAllocated(decoded.samples, format), decoded, format.photometric);

/** Values as the codec laid them out: one byte a sample up to 8 bits, else two (or four). */
const codecValues = ({ info, bytes }: WasmResult, signed: boolean): SampleArray => {
  const count = info.width * info.height * info.componentCount;
  const size = bytes.length / count;
  if (size !== 1 && size !== 2 && size !== 4)
    throw damaged(`the decoder gave ${bytes.length} bytes for ${count} samples`);
  return arrayOver(bytes, size * 8, signed);
};

export const fromWasm = (
  result: WasmResult,
  format: PixelFormat,
  photometric: string,
  streamSigned: boolean,
): StoredFrame => {
  const { width, height, componentCount } = result.info;
  const values = codecValues(result, streamSigned);
  return frameOf(
    asAllocated(values, format),
    { rows: height, columns: width, components: componentCount },
    photometric,
  );
};

/** An Adobe marker that says which colours the stream holds, for a stream that does not (ISO 10918-6 6.5.3). */
const withAdobe = (bytes: Uint8Array, header: JpegHeader, transform: 0 | 1): Uint8Array => {
  const marker = [0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, transform];
  const out = new Uint8Array(bytes.length + marker.length);
  out.set(bytes.subarray(0, header.afterStart));
  out.set(marker, header.afterStart);
  out.set(bytes.subarray(header.afterStart), header.afterStart + marker.length);
  return out;
};

const decodeJpeg = async (
  bytes: Uint8Array,
  header: JpegHeader,
  format: PixelFormat,
  codecs: WasmCodecs,
): Promise<StoredFrame> => {
  if (header.precision !== 8) return fromJpeg(decodeJpegDct(bytes), format);
  // What the stream says of its colours counts; where it says nothing, the DICOM header does (PS3.5 §8.2.1).
  const silent = header.components === 3 && header.adobe === null && !header.jfif;
  const stream = silent ? withAdobe(bytes, header, format.photometric.startsWith('YBR') ? 1 : 0) : bytes;
  const result = await codecs.decode('libjpeg-turbo', stream);
  return fromWasm(result, format, header.components === 3 ? 'RGB' : format.photometric, false);
};

const decodeJpegLs = async (
  bytes: Uint8Array,
  format: PixelFormat,
  codecs: WasmCodecs,
): Promise<StoredFrame> => {
  const result = await codecs.decode('charls', bytes);
  const frame = fromWasm(result, format, format.photometric, false);
  const byPlane = result.interleaveMode === 0 && frame.samplesPerPixel > 1;
  return byPlane ? { ...frame, samples: interleave(frame.samples, frame.samplesPerPixel) } : frame;
};

const decodeWavelet = async (
  name: WasmName,
  bytes: Uint8Array,
  header: J2kHeader,
  format: PixelFormat,
  codecs: WasmCodecs,
): Promise<StoredFrame> => {
  const result = await codecs.decode(name, bytes);
  // The component transforms YBR_RCT and YBR_ICT are part of the codestream: what comes out is RGB (PS3.5 §8.2.4). Some
  // writers call it YBR_FULL all the same.
  const isRgb = /^YBR_(RCT|ICT)$/.test(format.photometric) || (header.transformed && header.components === 3);
  const photometric = isRgb ? 'RGB' : format.photometric;
  return fromWasm(result, format, photometric, header.signed);
};

const decodeStream = async (
  bytes: Uint8Array,
  format: PixelFormat,
  codecs: WasmCodecs,
): Promise<StoredFrame> => {
  // The stream itself says which decoder it needs: some files name the wrong transfer syntax.
  if (bytes[0] === 0xff && bytes[1] === 0xd8) {
    const header = readJpegHeader(bytes);
    checkHeader(header, format);
    if (header.codec === 'jpeg-ls') return decodeJpegLs(bytes, format, codecs);
    if (header.codec === 'jpeg-lossless') return fromJpeg(decodeJpegLossless(bytes), format);
    return decodeJpeg(bytes, header, format, codecs);
  }
  const stream = j2kCodestream(bytes);
  const header = readJ2kHeader(stream);
  checkHeader(header, format);
  // OpenJPEG makes a picture of whatever is there, and says nothing.
  if (!endsWhole(stream)) throw damaged('the JPEG 2000 stream is cut off');
  return decodeWavelet(header.codec === 'htj2k' ? 'openjph' : 'openjpeg', stream, header, format, codecs);
};

const decodeJpegXl = async (
  bytes: Uint8Array,
  format: PixelFormat,
  codecs: WasmCodecs,
): Promise<StoredFrame> => {
  const result = await codecs.decode('libjxl', bytes);
  return fromWasm(result, format, result.info.componentCount === 3 ? 'RGB' : format.photometric, false);
};

const decodeBy = async (
  bytes: Uint8Array,
  format: PixelFormat,
  firstBit: number,
  codecs: WasmCodecs,
): Promise<StoredFrame> => {
  const codec = codecFor(format.transferSyntax);
  switch (codec) {
    case 'native':
      return decodeNative(bytes, format, firstBit);
    case 'deflate': {
      const limit =
        Math.ceil((format.rows * format.columns * format.samplesPerPixel * format.bitsAllocated) / 8) + 2;
      return decodeNative(inflateRaw(bytes, limit), format);
    }
    case 'rle':
      return decodeRle(bytes, format);
    case 'jpeg-xl':
      return decodeJpegXl(bytes, format, codecs);
    case 'jpeg':
    case 'jpeg-lossless':
    case 'jpeg-ls':
    case 'jpeg-2000':
    case 'htj2k':
      return decodeStream(bytes, format, codecs);
    case undefined:
      throw new AppFailure('transfer-syntax-unsupported', 'no decoder for this transfer syntax');
  }
};

/**
 * Decodes one frame to its stored values. `bytes` is the frame as it lies in the file; `firstBit` where it starts in
 * them (1-bit frames share bytes); `overlays` the bits that hold overlay planes. Errors: `instance-damaged`, `transfer-syntax-unsupported`.
 */
export const decodeFrame = async (
  bytes: Uint8Array,
  format: PixelFormat,
  firstBit: number,
  codecs: WasmCodecs,
  overlays: readonly number[] = [],
): Promise<OverlaidFrame> => {
  const decoded = await decodeBy(bytes, format, firstBit, codecs);
  const frame = checkSize(format.tile ? fullTile(decoded, format) : decoded, format);
  return overlaid(frame, format, overlays);
};
