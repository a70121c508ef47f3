import type { Kysely } from 'kysely';
import { bulkDataForms, type Form } from '../http/forms.ts';
import { DicomWebProblem, notFound } from '../http/problem.ts';
import type { Answer, Ask, Target } from '../image-store.ts';
import {
  binaryValue,
  frameMapOf,
  missingFrame,
  pictureOf,
  withInstance,
  type InstanceSource,
} from '../pictures/instance-source.ts';
import type { ImageTables } from '../schema.ts';
import type { ImageFolder } from './folder.ts';
import { instancesOf, urlOf } from './instances.ts';
import { lengthOf, poured, pouredParts } from './poured-parts.ts';
import type { Segment } from './segments.ts';

/** A value that the metadata name by a BulkDataURI (PS3.18 §10.4.1.1.5), little endian; compressed frames as they are. */
export async function answerBulkData(
  db: Kysely<ImageTables>,
  folder: ImageFolder,
  target: Required<Target>,
  path: string,
  ask: Ask,
): Promise<Answer> {
  const [instance] = await instancesOf(db, target, ask);
  if (!instance) throw notFound();
  const file = folder.pathOf(instance);
  const { isPixels, parts } = await withInstance(file, (source) => placesOf(source, file, path));
  const type = isPixels
    ? `application/octet-stream; transfer-syntax=${instance.transferSyntaxUid}`
    : 'application/octet-stream';
  const form = formOf(ask.accept, parts.length);
  const headers = {
    'cache-control': 'private, no-cache',
    etag: `"${instance.sha256}-${path.replaceAll('/', '-')}"`,
  };
  const [first = []] = parts;
  if (form === 'single') {
    const length = String(lengthOf(first));
    return {
      status: 200,
      headers: { ...headers, 'content-type': type, 'content-length': length },
      body: await poured(first),
    };
  }
  const location = `${urlOf(ask.baseUrl, instance)}/bulkdata/${path}`;
  const answer = await pouredParts(
    'application/octet-stream',
    parts.map((segments) => ({
      headers: { 'Content-Type': type, 'Content-Location': location },
      segments,
    })),
  );
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

/** Where a value lies, part for part: compressed pixel data have one a frame. */
async function placesOf(
  source: InstanceSource,
  file: string,
  path: string,
): Promise<{ readonly isPixels: boolean; readonly parts: readonly (readonly Segment[])[] }> {
  const { header, access } = source;
  const place = header.bulk.get(path);
  if (!place) throw notFound();
  if (place.length !== null) {
    // What is to be inflated or turned round goes through memory.
    if (header.deflated || place.bigEndian)
      return { isPixels: false, parts: [[await binaryValue(source, path)]] };
    const length = Math.max(0, Math.min(place.length, access.size - place.offset));
    return { isPixels: false, parts: [[{ path: file, start: place.offset, length }]] };
  }
  const map = await frameMapOf(source, pictureOf(source));
  if (map === 'native') throw new Error('encapsulated pixel data have fragments');
  const parts = map.map((spans) => {
    if (!spans) throw missingFrame();
    return spans.map(({ offset, length }) => ({ path: file, start: offset, length }));
  });
  return { isPixels: true, parts };
}

function formOf(accept: string, parts: number): Form {
  const form = bulkDataForms(accept).find((welcome) => welcome === 'multipart' || parts === 1);
  if (form) return form;
  throw new DicomWebProblem('not-acceptable', 'Bulk data are given as application/octet-stream.');
}
