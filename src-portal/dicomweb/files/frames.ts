import type { Kysely } from 'kysely';
import { parseAccept, type MediaType } from '../http/media-types.ts';
import { multipartOf, multipartStream, type Part } from '../http/multipart-writer.ts';
import { DicomWebProblem } from '../http/problem.ts';
import type { Answer, Ask, Target } from '../image-store.ts';
import { explicitLittleEndianUid } from '../part10/transfer-syntaxes.ts';
import type { Pictures } from '../pictures/pictures.ts';
import type { ImageTables } from '../schema.ts';
import type { ImageFolder } from './folder.ts';
import { instancesOf, urlOf } from './instances.ts';

// PS3.18 table 8.7.3-5: what a compressed frame is called where it does not go as octets.
const mediaTypes: Readonly<Record<string, string>> = {
  '1.2.840.10008.1.2.5': 'image/dicom-rle',
  '1.2.840.10008.1.2.4.50': 'image/jpeg',
  '1.2.840.10008.1.2.4.51': 'image/jpeg',
  '1.2.840.10008.1.2.4.57': 'image/jpeg',
  '1.2.840.10008.1.2.4.70': 'image/jpeg',
  '1.2.840.10008.1.2.4.80': 'image/jls',
  '1.2.840.10008.1.2.4.81': 'image/jls',
  '1.2.840.10008.1.2.4.90': 'image/jp2',
  '1.2.840.10008.1.2.4.91': 'image/jp2',
  '1.2.840.10008.1.2.4.201': 'image/jphc',
  '1.2.840.10008.1.2.4.202': 'image/jphc',
  '1.2.840.10008.1.2.4.203': 'image/jphc',
};

const maxFrames = 1_000;
/** So many frames of one answer are in memory. */
const framesAtOnce = 8;
// Written natively already: what is stored is what is sent, whichever of the two was asked for.
const native: ReadonlySet<string> = new Set([
  '1.2.840.10008.1.2',
  explicitLittleEndianUid,
  '1.2.840.10008.1.2.1.99',
]);

/** Frames, one a part (PS3.18 §10.4.1.1.6): as they are stored, or decoded to native values where that is wanted. */
export async function answerFrames(
  db: Kysely<ImageTables>,
  folder: ImageFolder,
  pictures: Pictures,
  target: Required<Target>,
  frames: readonly number[],
  ask: Ask,
): Promise<Answer> {
  if (frames.length > maxFrames)
    throw new DicomWebProblem('invalid-request', `At most ${maxFrames} frames at once.`);
  const [instance] = await instancesOf(db, target, ask);
  if (!instance) throw new Error('instancesOf gives one at least');
  const decoded = wantsDecoded(parseAccept(ask.accept), instance.transferSyntaxUid);
  const file = { path: folder.pathOf(instance), sha256: instance.sha256 };
  if (frames.some((frame) => frame < 1 || frame > instance.frames))
    throw new DicomWebProblem('not-found', 'There is no such frame.');
  const asOctets =
    decoded || native.has(instance.transferSyntaxUid) || acceptsOctetsAsStored(parseAccept(ask.accept));
  const type = asOctets
    ? 'application/octet-stream'
    : (mediaTypes[instance.transferSyntaxUid] ?? 'application/octet-stream');
  const partsFrom = async (start: number): Promise<Part[]> => {
    const numbers = frames.slice(start, start + framesAtOnce);
    return (await pictures.frames(file, numbers, decoded)).map(({ bytes, transferSyntaxUid }, index) => ({
      headers: {
        'Content-Type': `${type}; transfer-syntax=${transferSyntaxUid}`,
        'Content-Length': String(bytes.length),
        'Content-Location': `${urlOf(ask.baseUrl, instance)}/frames/${numbers[index] ?? 0}`,
      },
      bytes,
    }));
  };
  // Before the answer begins: a frame that cannot be decoded is refused with words, and not cut off.
  const first = await partsFrom(0);
  if (frames.length <= framesAtOnce) return multipartOf(type, first);
  async function* parts(): AsyncGenerator<Part> {
    yield* first;
    for (let start = framesAtOnce; start < frames.length; start += framesAtOnce)
      yield* await partsFrom(start);
  }
  return multipartStream(type, parts());
}

/** As stored wherever the Accept header allows that: it costs nothing, and loses nothing. */
function wantsDecoded(accepted: readonly MediaType[], stored: string): boolean {
  let decodable = false;
  for (const { type, parameters } of accepted) {
    if (type === '*/*' || type === 'multipart/*') return false;
    if (type !== 'multipart/related') continue;
    const syntax = parameters['transfer-syntax'];
    const wanted = parameters['type']?.toLowerCase() ?? '*/*';
    if (wanted !== '*/*' && wanted !== 'application/octet-stream' && wanted !== mediaTypes[stored]) continue;
    if (syntax === '*' || syntax === stored) return false;
    // Octets without a syntax are explicit little endian (PS3.18 §8.7.3.5.2); a picture type is as it is stored.
    if (
      wanted === 'application/octet-stream' &&
      (syntax === undefined || syntax === explicitLittleEndianUid)
    ) {
      decodable = true;
      continue;
    }
    if (syntax === undefined) return false;
    if (syntax === explicitLittleEndianUid) decodable = true;
  }
  if (!decodable)
    throw new DicomWebProblem(
      'not-acceptable',
      'Frames are given as stored, or as application/octet-stream.',
    );
  return !native.has(stored);
}

function acceptsOctetsAsStored(accepted: readonly MediaType[]): boolean {
  return accepted.some(
    ({ type, parameters }) =>
      type === 'multipart/related' && parameters['type']?.toLowerCase() === 'application/octet-stream',
  );
}
