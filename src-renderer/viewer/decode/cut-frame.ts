import { codecFor } from '../dicom/transfer-syntax.ts';
import type { PixelFormat } from '../dicom/types.ts';
import { checkHeader, fromJpeg, fromWasm } from './decode-frame.ts';
import { decodeJpegDct } from './jpeg-dct.ts';
import { decodeJpegLossless } from './jpeg-lossless.ts';
import { decodeRle } from './rle.ts';
import { checkSize, damaged, type OverlaidFrame, overlaid, type StoredFrame } from './stored-frame.ts';
import { type JpegHeader, readJpegHeader } from './stream-header.ts';
import type { WasmCodecs } from './wasm-codec.ts';

export interface CutFrame extends StoredFrame {
  /** Whole rows from the top; what is below them is nothing. */
  readonly rowsThere: number;
}

/** What our own decoder gives is not turned into RGB yet: the stream says what it holds, else the DICOM header does. */
const coloursOf = ({ components, adobe, jfif }: JpegHeader, { photometric }: PixelFormat): string => {
  if (components !== 3) return photometric;
  if (adobe !== null || jfif) return adobe === 0 ? 'RGB' : 'YBR_FULL';
  return photometric.startsWith('YBR') ? 'YBR_FULL' : 'RGB';
};

/** CharLS writes a row when all of it is decoded: the last that is not empty is the last that is there. */
const lastRow = ({ samples, rows }: StoredFrame): number => {
  const width = samples.length / rows;
  for (let at = samples.length - 1; at >= 0; at -= 1)
    if (samples[at] !== 0) return Math.floor(at / width) + 1;
  return 0;
};

const fromStream = async (bytes: Uint8Array, format: PixelFormat, codecs: WasmCodecs): Promise<CutFrame> => {
  const header = readJpegHeader(bytes);
  checkHeader(header, format);
  if (header.codec === 'jpeg-lossless') {
    const decoded = decodeJpegLossless(bytes, true);
    return { ...fromJpeg(decoded, format), rowsThere: decoded.rowsThere };
  }
  if (header.codec === 'jpeg') {
    const decoded = decodeJpegDct(bytes, true);
    const photometric = coloursOf(header, format);
    return { ...fromJpeg(decoded, format), photometric, rowsThere: decoded.rowsThere };
  }
  const result = await codecs.decodeCut('charls', bytes);
  if (result.interleaveMode === 0 && result.info.componentCount > 1)
    throw damaged('colour by plane ends with the first of them');
  const frame = fromWasm(result, format, format.photometric, false);
  return { ...frame, rowsThere: lastRow(frame) };
};

const decode = async (bytes: Uint8Array, format: PixelFormat, codecs: WasmCodecs): Promise<CutFrame> => {
  switch (codecFor(format.transferSyntax)) {
    case 'rle':
      return decodeRle(bytes, format, true);
    case 'jpeg':
    case 'jpeg-lossless':
    case 'jpeg-ls':
      return fromStream(bytes, format, codecs);
    default:
      // Of a wavelet the end is missing everywhere: what came would be a blur with false values.
      throw damaged('the stream is cut off');
  }
};

/** Decodes what there is of a frame that its file ends within. Error: `instance-damaged` where that is nothing. */
export const decodeCutFrame = async (
  bytes: Uint8Array,
  format: PixelFormat,
  codecs: WasmCodecs,
  overlays: readonly number[],
): Promise<CutFrame & OverlaidFrame> => {
  const decoded = await decode(bytes, format, codecs);
  if (decoded.rowsThere < 1) throw damaged('the stream ends before its first row');
  const frame = checkSize(decoded, format);
  return { ...overlaid(frame, format, overlays), rowsThere: decoded.rowsThere };
};
