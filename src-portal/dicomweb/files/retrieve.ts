import type { Kysely } from 'kysely';
import { parseByteRange } from '../http/byte-range.ts';
import { matchesEtag } from '../http/etag.ts';
import { parseAccept, type MediaType } from '../http/media-types.ts';
import { DicomWebProblem } from '../http/problem.ts';
import type { Answer, Ask, Target } from '../image-store.ts';
import type { ImageTables } from '../schema.ts';
import type { ImageFolder } from './folder.ts';
import { instancesOf, urlOf, type StoredInstance } from './instances.ts';
import { poured, pouredParts } from './poured-parts.ts';

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
  if (type === 'application/dicom' || type === 'application/*') return 'single';
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
    body: await poured([{ path: folder.pathOf(instance), start, length }]),
  };
}

const answerMultipart = (
  folder: ImageFolder,
  instances: readonly StoredInstance[],
  { baseUrl }: Ask,
): Promise<Answer> =>
  pouredParts(
    'application/dicom',
    instances.map((instance) => ({
      headers: {
        'Content-Type': `application/dicom; transfer-syntax=${instance.transferSyntaxUid}`,
        'Content-Location': urlOf(baseUrl, instance),
      },
      segments: [{ path: folder.pathOf(instance), start: 0, length: instance.bytes }],
    })),
  );
