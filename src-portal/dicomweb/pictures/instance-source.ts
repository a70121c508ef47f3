import { open } from 'node:fs/promises';
import { DicomWebProblem } from '../http/problem.ts';
import type { Element } from '../part10/dicom-json.ts';
import { UnreadableDicom } from '../part10/errors.ts';
import { frameSpans, readFragments, type RandomAccess, type Span } from '../part10/fragments.ts';
import { fileSource, readHeader, type Part10Header } from '../part10/header.ts';
import { inflated } from '../part10/inflate.ts';
import { readMetaEnd } from '../part10/header.ts';
import { maxInflatedBytes } from '../part10/limits.ts';
import { littleEndianBytes } from '../part10/values.ts';
import { imageInfo, nativeFrameBits, type ImageInfo } from './image-info.ts';
import { fileAccess } from '../files/describe.ts';

/** No single frame or bulk value that is handled in memory is larger. */
const maxValueBytes = 512 * 1024 * 1024;

/** An instance's header, and its values by their place. */
export interface InstanceSource {
  readonly header: Part10Header;
  readonly access: RandomAccess;
}

/** Opens a stored file for the time of `use`. Throws DicomWebProblem where its header no longer can be read. */
export async function withInstance<T>(path: string, use: (source: InstanceSource) => Promise<T>): Promise<T> {
  const file = await open(path).catch((cause: unknown) => {
    throw Object.assign(new DicomWebProblem('internal', 'The index names a file that is not there.'), {
      cause,
    });
  });
  try {
    const { size } = await file.stat();
    const source = fileSource(file, size);
    const header = await readHeader(source);
    if (!header.deflated) return await use({ header, access: fileAccess(file, size) });
    const body = inflated(source, await readMetaEnd(source));
    try {
      return await use({
        header,
        access: { size: Infinity, read: (offset, length) => readInflated(body, offset, length) },
      });
    } finally {
      body.close();
    }
  } catch (error) {
    if (error instanceof UnreadableDicom) throw new DicomWebProblem('undecodable-image', error.message);
    throw error;
  } finally {
    await file.close();
  }
}

async function readInflated(
  body: ReturnType<typeof inflated>,
  offset: number,
  length: number,
): Promise<Buffer> {
  if (offset + length > maxInflatedBytes)
    throw new UnreadableDicom('too-large', 'inflates beyond what is handled');
  const { bytes } = await body.head(offset + length);
  return bytes.subarray(offset, offset + length);
}

/** The picture an instance holds. Throws DicomWebProblem where it holds none. */
export function pictureOf({ header }: InstanceSource): ImageInfo {
  if (!header.pixelData) throw new DicomWebProblem('no-image', 'The instance holds no picture.');
  const { tag, bigEndian } = header.pixelData;
  return imageInfo(header.dataSet, header.transferSyntaxUid, tag, bigEndian);
}

/** Where the frames lie: given once for a file, and good as long as it does not change. */
export type FrameMap = readonly (readonly Span[] | null)[] | 'native';

export async function frameMapOf({ header, access }: InstanceSource, info: ImageInfo): Promise<FrameMap> {
  const { pixelData } = header;
  if (!pixelData) throw new DicomWebProblem('no-image', 'The instance holds no picture.');
  if (pixelData.length !== null) return 'native';
  const extended = await extendedOffsets({ header, access });
  return frameSpans(access, await readFragments(access, pixelData.offset), info.frames, extended);
}

export const missingFrame = (): DicomWebProblem =>
  new DicomWebProblem('undecodable-image', 'The frame is missing, or cannot be told from others.');

/** One frame's bytes as they stand in the file, from 1. Throws DicomWebProblem where it is not there in full. */
export async function frameBytes(
  { header, access }: InstanceSource,
  info: ImageInfo,
  map: FrameMap,
  frame: number,
): Promise<Buffer> {
  if (frame < 1 || frame > info.frames) throw new DicomWebProblem('not-found', 'There is no such frame.');
  if (map === 'native') return nativeFrame(header, access, info, frame);
  const spans = map[frame - 1];
  if (!spans) throw missingFrame();
  const total = spans.reduce((sum, span) => sum + span.length, 0);
  if (total > maxValueBytes) throw new DicomWebProblem('payload-too-large', 'The frame is too large.');
  return Buffer.concat(await Promise.all(spans.map((span) => access.read(span.offset, span.length))));
}

async function nativeFrame(
  header: Part10Header,
  access: RandomAccess,
  info: ImageInfo,
  frame: number,
): Promise<Buffer> {
  const { offset, length } = header.pixelData ?? { offset: 0, length: 0 };
  const bits = nativeFrameBits(info);
  const firstBit = bits * (frame - 1);
  const first = Math.floor(firstBit / 8);
  const end = Math.ceil((firstBit + bits) / 8);
  const bytes = end > (length ?? 0) ? Buffer.alloc(0) : await access.read(offset + first, end - first);
  if (bytes.length < end - first)
    throw new DicomWebProblem('undecodable-image', 'The pixel data end before this frame does.');
  return firstBit % 8 === 0 ? bytes : shifted(bytes, firstBit % 8, Math.ceil(bits / 8));
}

/** Bits that begin within a byte, moved to its beginning: frames of one bit a pixel follow each other without gaps. */
function shifted(bytes: Buffer, by: number, length: number): Buffer {
  const result = Buffer.alloc(length);
  for (let index = 0; index < length; index += 1) {
    result[index] = ((bytes[index] ?? 0) >> by) | (((bytes[index + 1] ?? 0) << (8 - by)) & 0xff);
  }
  return result;
}

async function extendedOffsets(source: InstanceSource): Promise<number[]> {
  const bytes = await binaryValue(source, '7FE00001', source.header.dataSet['7FE00001']);
  const offsets: number[] = [];
  for (let at = 0; at + 8 <= bytes.length; at += 8) offsets.push(Number(bytes.readBigUInt64LE(at)));
  return offsets;
}

/** A binary value wherever it stands, in the metadata or in the file, in little endian; empty where there is none. */
export async function binaryValue(
  { header, access }: InstanceSource,
  path: string,
  element?: Element,
): Promise<Buffer> {
  if (element?.InlineBinary !== undefined) return Buffer.from(element.InlineBinary, 'base64');
  const place = header.bulk.get(path);
  if (!place?.length) return Buffer.alloc(0);
  if (place.length > maxValueBytes) throw new DicomWebProblem('payload-too-large', 'The value is too large.');
  return littleEndianBytes(await access.read(place.offset, place.length), place.vr, place.bigEndian);
}
