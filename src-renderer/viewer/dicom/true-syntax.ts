import type { DicomDataset } from './dataset.ts';
import { readItems } from './fragments.ts';
import { codecFor, isNative, isVideo, startsFrame, transferSyntax } from './transfer-syntax.ts';

const UNDEFINED_LENGTH = 0xffffffff;

/** What the first fragment starts as; null where it starts as nothing that we know. */
const syntaxOfStream = (dataset: DicomDataset, offset: number): string | null => {
  const [first] = readItems(dataset.bytes, offset).fragments;
  if (first === undefined) return null;
  const candidates = [transferSyntax.jpegBaseline, transferSyntax.jpeg2000, transferSyntax.rle];
  return (
    candidates.find((syntax) => {
      const codec = codecFor(syntax);
      return codec !== undefined && startsFrame(dataset.bytes, first, codec);
    }) ?? null
  );
};

/** Bytes of all frames as they lie in a file without compression. */
const nativeLength = (dataset: DicomDataset): number => {
  const [rows = 0, columns = 0] = [dataset.uint16('x00280010'), dataset.uint16('x00280011')];
  const [samples = 1, bits = 0] = [dataset.uint16('x00280002'), dataset.uint16('x00280100')];
  return Math.ceil((rows * columns * samples * bits * (dataset.decimal('x00280008') ?? 1)) / 8);
};

/**
 * The transfer syntax of the pixels. Programs that pass files on sometimes change what the header says and leave the pixels
 * as they are: items tell of compression, and a length that is just right tells of none.
 */
export const trueSyntax = (dataset: DicomDataset, declared: string): string => {
  const pixels = dataset.element('x7fe00010');
  if (pixels === undefined) return declared;
  const hasItems = pixels.length === UNDEFINED_LENGTH;
  if (hasItems && isNative(declared)) return syntaxOfStream(dataset, pixels.dataOffset) ?? declared;
  const compressed = codecFor(declared) !== undefined && !isNative(declared) && !isVideo(declared);
  const length = nativeLength(dataset);
  const fits = length > 0 && (pixels.length === length || pixels.length === length + (length % 2));
  return compressed && !hasItems && fits ? transferSyntax.explicitLittle : declared;
};
