import { encodeDataSet, rawElement, type DataSet } from './data-set.ts';

export const transferSyntax = {
  explicitLittleEndian: '1.2.840.10008.1.2.1',
  jpegBaseline: '1.2.840.10008.1.2.4.50',
  jpegLsLossless: '1.2.840.10008.1.2.4.80',
} as const;

/** Native pixels as little-endian bytes, or one compressed bit stream a frame. */
export type Pixels =
  | { readonly kind: 'native'; readonly bytes: Uint8Array }
  | {
      readonly kind: 'encapsulated';
      readonly syntax: 'jpegBaseline' | 'jpegLsLossless';
      readonly frames: readonly Uint8Array[];
    };

/** Made for this demo; names the program that wrote a file (PS3.10 §7.1). */
const implementationClass = '2.25.205586443164290934120786116472014386547';

function item(body: Uint8Array): Buffer {
  const padded = body.length % 2 === 0 ? body : Buffer.concat([body, Buffer.alloc(1)]);
  const head = Buffer.alloc(8);
  head.writeUInt16LE(0xfffe, 0);
  head.writeUInt16LE(0xe000, 2);
  head.writeUInt32LE(padded.length, 4);
  return Buffer.concat([head, padded]);
}

/** Encapsulated pixel data with a basic offset table, a fragment a frame (PS3.5 §A.4). */
function encapsulate(frames: readonly Uint8Array[]): Buffer {
  const items = frames.map(item);
  const offsets = Buffer.alloc(frames.length * 4);
  let offset = 0;
  items.forEach((bytes, index) => {
    offsets.writeUInt32LE(offset, index * 4);
    offset += bytes.length;
  });
  const end = Buffer.from([0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0]);
  return rawElement('PixelData', 'OB', 0xffffffff, [item(offsets), ...items, end]);
}

function nativePixels({ BitsAllocated }: DataSet, bytes: Uint8Array): Buffer {
  const body = bytes.length % 2 === 0 ? [bytes] : [bytes, Buffer.alloc(1)];
  const vr = BitsAllocated === 16 ? 'OW' : 'OB';
  return rawElement('PixelData', vr, bytes.length + (bytes.length % 2), body);
}

/** A DICOM file (PS3.10): preamble, file meta information, data set, pixel data. */
export function part10File(dataSet: DataSet, pixels: Pixels): Buffer {
  const { SOPClassUID, SOPInstanceUID } = dataSet;
  if (!SOPClassUID || !SOPInstanceUID) throw new Error('an instance needs its SOP class and its UID');
  const meta = encodeDataSet({
    FileMetaInformationVersion: new Uint8Array([0, 1]),
    MediaStorageSOPClassUID: SOPClassUID,
    MediaStorageSOPInstanceUID: SOPInstanceUID,
    TransferSyntaxUID:
      pixels.kind === 'native' ? transferSyntax.explicitLittleEndian : transferSyntax[pixels.syntax],
    ImplementationClassUID: implementationClass,
    ImplementationVersionName: 'EMAGE_DEMO_1',
  });
  const groupLength = Buffer.from([0x02, 0x00, 0x00, 0x00, 0x55, 0x4c, 0x04, 0x00, 0, 0, 0, 0]);
  groupLength.writeUInt32LE(meta.length, 8);
  return Buffer.concat([
    Buffer.alloc(128),
    Buffer.from('DICM'),
    groupLength,
    meta,
    encodeDataSet(dataSet),
    pixels.kind === 'native' ? nativePixels(dataSet, pixels.bytes) : encapsulate(pixels.frames),
  ]);
}
