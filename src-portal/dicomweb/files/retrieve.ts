import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Kysely } from 'kysely';
import { parseByteRange } from '../http/byte-range.ts';
import { matchesEtag } from '../http/etag.ts';
import { parseAccept, type MediaType } from '../http/media-types.ts';
import { MultipartWriter } from '../http/multipart-writer.ts';
import { DicomWebProblem } from '../http/problem.ts';
import type { Answer, Ask, Target } from '../image-store.ts';
import type { ImageTables } from '../schema.ts';
import type { ImageFolder } from './folder.ts';
import { instancesOf, urlOf, type StoredInstance } from './instances.ts';

/**
 * Files are read in pieces of this size: large enough for speed and for a CT slice with its header in one, small enough
 * for many clients at once.
 */
const piece = 640 * 1024;

/** Whole instances as Part 10 files, byte for byte as they came in (PS3.18 §10.4.1.1.1). */
export async function answerInstances(
  db: Kysely<ImageTables>,
  folder: ImageFolder,
  target: Target,
  ask: Ask,
): Promise<Answer> {
  const instances = await instancesOf(db, target);
  const only = target.instance === undefined ? undefined : instances[0];
  const form = negotiate(parseAccept(ask.accept), instances, only !== undefined);
  return form === 'single' && only
    ? answerSingle(folder, only, ask)
    : answerMultipart(folder, instances, ask);
}

function negotiate(
  accepted: readonly MediaType[],
  instances: readonly StoredInstance[],
  single: boolean,
): 'single' | 'multipart' {
  let refusedSyntax = false;
  for (const { type, parameters } of accepted) {
    const form = formOf(type, parameters['type']?.toLowerCase());
    if (!form || (form === 'single' && !single)) continue;
    // Nothing is transcoded: without a transfer syntax, too, the answer is what was stored, and says which it is.
    const syntax = parameters['transfer-syntax'] ?? '*';
    if (syntax === '*' || instances.every(({ transferSyntaxUid }) => transferSyntaxUid === syntax))
      return form;
    refusedSyntax = true;
  }
  throw refusedSyntax
    ? new DicomWebProblem('not-acceptable', 'The instances are stored in another transfer syntax.')
    : new DicomWebProblem('not-acceptable', 'Instances are given as multipart/related of application/dicom.');
}

function formOf(type: string, rootType: string | undefined): 'single' | 'multipart' | undefined {
  if (type === 'application/dicom') return 'single';
  if (type === '*/*' || type === 'multipart/*') return 'multipart';
  if (type !== 'multipart/related') return undefined;
  return rootType === undefined || rootType === 'application/dicom' || rootType === '*/*'
    ? 'multipart'
    : undefined;
}

async function answerSingle(folder: ImageFolder, instance: StoredInstance, ask: Ask): Promise<Answer> {
  const etag = `"${instance.sha256}"`;
  const headers = {
    etag,
    // Of the whole file, whichever part of it is given (RFC 9530).
    'repr-digest': `sha-256=:${Buffer.from(instance.sha256, 'hex').toString('base64')}:`,
    'cache-control': 'private, no-cache',
    'accept-ranges': 'bytes',
    vary: 'accept',
  };
  if (matchesEtag(ask.ifNoneMatch, etag)) return { status: 304, headers, body: null };
  // A validator that is not ours, a date included, asks for everything (RFC 9110 §13.1.5).
  const wanted = ask.ifRange === undefined || ask.ifRange === etag ? ask.range : undefined;
  const range = parseByteRange(wanted, instance.bytes);
  if (range === 'unsatisfiable') {
    throw new DicomWebProblem('range-not-satisfiable', 'The instance is shorter.', {
      'content-range': `bytes */${instance.bytes}`,
    });
  }
  const { start, end } = range === 'whole' ? { start: 0, end: instance.bytes - 1 } : range;
  const length = end - start + 1;
  return {
    status: range === 'whole' ? 200 : 206,
    headers: {
      ...headers,
      'content-type': `application/dicom; transfer-syntax=${instance.transferSyntaxUid}`,
      'content-length': String(length),
      ...(range === 'whole' ? {} : { 'content-range': `bytes ${start}-${end}/${instance.bytes}` }),
    },
    body:
      length <= piece
        ? await readPart(folder, instance, start, length)
        : readable(pieces(folder, instance, start, end + 1)),
  };
}

function answerMultipart(folder: ImageFolder, instances: readonly StoredInstance[], ask: Ask): Answer {
  const writer = new MultipartWriter();
  const parts = instances.map((instance) => ({
    instance,
    head: writer.partHead({
      'Content-Type': `application/dicom; transfer-syntax=${instance.transferSyntaxUid}`,
      'Content-Length': String(instance.bytes),
      'Content-Location': urlOf(ask.baseUrl, instance),
    }),
  }));
  const length = parts.reduce(
    (sum, part) => sum + part.head.length + part.instance.bytes + 2,
    writer.end.length,
  );

  async function* body(): AsyncGenerator<Buffer> {
    // The next file is being opened and read while this one is on its way.
    let next = parts[0] && ahead(folder, parts[0].instance);
    for (const [index, part] of parts.entries()) {
      const current = next;
      const following = parts[index + 1];
      next = following && ahead(folder, following.instance);
      const first = await current;
      if (first) {
        yield Buffer.concat([part.head, first.bytes, ...(first.rest ? [] : [writer.partEnd])]);
        if (first.rest) {
          yield* first.rest;
          yield writer.partEnd;
        }
      }
    }
    yield writer.end;
  }

  return {
    status: 200,
    headers: {
      'content-type': writer.contentType('application/dicom'),
      'content-length': String(length),
      'cache-control': 'private, no-cache',
      vary: 'accept',
    },
    body: readable(body()),
  };
}

interface Ahead {
  readonly bytes: Buffer;
  readonly rest: AsyncGenerator<Buffer> | undefined;
}

/** The first piece of a file now, the rest when it is wanted. */
function ahead(folder: ImageFolder, instance: StoredInstance): Promise<Ahead> {
  const first = Math.min(instance.bytes, piece);
  const result = readPart(folder, instance, 0, first).then((bytes) => ({
    bytes,
    rest: first < instance.bytes ? pieces(folder, instance, first, instance.bytes) : undefined,
  }));
  // If the answer ends before this part's turn, nobody waits for it.
  result.catch(() => undefined);
  return result;
}

async function readPart(
  folder: ImageFolder,
  instance: StoredInstance,
  start: number,
  length: number,
): Promise<Buffer> {
  const file = await openStored(folder, instance);
  try {
    const bytes = Buffer.allocUnsafe(length);
    await fill(file, bytes, start);
    return bytes;
  } finally {
    await file.close();
  }
}

async function* pieces(
  folder: ImageFolder,
  instance: StoredInstance,
  start: number,
  end: number,
): AsyncGenerator<Buffer> {
  const file = await openStored(folder, instance);
  try {
    for (let at = start; at < end; at += piece) {
      const bytes = Buffer.allocUnsafe(Math.min(piece, end - at));
      await fill(file, bytes, at);
      yield bytes;
    }
  } finally {
    await file.close();
  }
}

type StoredFile = Awaited<ReturnType<typeof open>>;

async function openStored(folder: ImageFolder, instance: StoredInstance): Promise<StoredFile> {
  try {
    return await open(folder.pathOf(instance));
  } catch (error) {
    throw missing(error);
  }
}

async function fill(file: StoredFile, bytes: Buffer, position: number): Promise<void> {
  let filled = 0;
  while (filled < bytes.length) {
    const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, position + filled);
    if (bytesRead === 0) throw missing(undefined);
    filled += bytesRead;
  }
}

function missing(cause: unknown): DicomWebProblem {
  const problem = new DicomWebProblem(
    'internal',
    'The index names a file that is not there as it was stored.',
  );
  problem.cause = cause;
  return problem;
}

function readable(source: AsyncGenerator<Buffer>): Readable {
  return Readable.from(source, { objectMode: false, highWaterMark: piece });
}
