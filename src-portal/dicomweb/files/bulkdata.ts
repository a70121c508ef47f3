import type { Kysely } from 'kysely';
import { parseAccept } from '../http/media-types.ts';
import { multipartOf } from '../http/multipart-writer.ts';
import { DicomWebProblem, notFound } from '../http/problem.ts';
import type { Answer, Ask, Target } from '../image-store.ts';
import { binaryValue, frameBytes, frameMapOf, pictureOf, withInstance } from '../pictures/instance-source.ts';
import type { ImageTables } from '../schema.ts';
import type { ImageFolder } from './folder.ts';
import { instancesOf, urlOf } from './instances.ts';

/** The frames of one value are in memory together. */
const mostHeld = 512 * 1024 * 1024;

/** A value that the metadata name by a BulkDataURI (PS3.18 §10.4.1.1.5), little endian; compressed frames as they are. */
export async function answerBulkData(
  db: Kysely<ImageTables>,
  folder: ImageFolder,
  target: Required<Target>,
  path: string,
  ask: Ask,
): Promise<Answer> {
  const [instance] = await instancesOf(db, target);
  if (!instance) throw notFound();
  const { type, parts } = await withInstance(folder.pathOf(instance), async (source) => {
    const place = source.header.bulk.get(path);
    if (!place) throw notFound();
    if (place.length !== null) {
      return { type: 'application/octet-stream', parts: [await binaryValue(source, path)] };
    }
    const info = pictureOf(source);
    const map = await frameMapOf(source, info);
    const frames: Buffer[] = [];
    let held = 0;
    for (let frame = 1; frame <= info.frames; frame += 1) {
      const bytes = await frameBytes(source, info, map, frame);
      held += bytes.length;
      if (held > mostHeld)
        throw new DicomWebProblem('payload-too-large', 'So many frames are given by /frames.');
      frames.push(bytes);
    }
    return { type: `application/octet-stream; transfer-syntax=${instance.transferSyntaxUid}`, parts: frames };
  });
  const form = formOf(ask.accept, parts.length);
  const headers = {
    'cache-control': 'private, no-cache',
    etag: `"${instance.sha256}-${path.replaceAll('/', '-')}"`,
  };
  if (form === 'single') {
    return { status: 200, headers: { ...headers, 'content-type': type }, body: parts[0] ?? Buffer.alloc(0) };
  }
  const location = `${urlOf(ask.baseUrl, instance)}/bulkdata/${path}`;
  const answer = multipartOf(
    'application/octet-stream',
    parts.map((bytes) => ({
      headers: { 'Content-Type': type, 'Content-Length': String(bytes.length), 'Content-Location': location },
      bytes,
    })),
  );
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

function formOf(accept: string, parts: number): 'single' | 'multipart' {
  for (const { type } of parseAccept(accept)) {
    if (type === 'application/octet-stream' && parts === 1) return 'single';
    if (type === 'multipart/related' || type === 'multipart/*' || type === '*/*') return 'multipart';
  }
  throw new DicomWebProblem('not-acceptable', 'Bulk data are given as application/octet-stream.');
}
