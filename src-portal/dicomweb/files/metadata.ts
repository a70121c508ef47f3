import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Kysely } from 'kysely';
import { matchesEtag } from '../http/etag.ts';
import { DicomWebProblem } from '../http/problem.ts';
import { acceptsDicomJson } from '../http/media-types.ts';
import type { Answer, Ask, Target } from '../image-store.ts';
import type { ImageTables } from '../schema.ts';
import { instancesOf, urlOf, versionOf, type StoredInstance } from './instances.ts';

// The database hands over this many headers at once; the answer streams, however large the study is.
const batch = 200;

/** The headers of a study, series or instance (PS3.18 §10.4.1.1.2), as they were read when the files came in. */
export async function answerMetadata(db: Kysely<ImageTables>, target: Target, ask: Ask): Promise<Answer> {
  if (!acceptsDicomJson(ask.accept)) {
    throw new DicomWebProblem('not-acceptable', 'Metadata are given as application/dicom+json.');
  }
  const base = digest(ask.baseUrl).slice(0, 8);
  const { withoutReports } = ask;
  // The version is that of the whole: what is left without reports may be nothing.
  const known =
    target.instance !== undefined || withoutReports ? await instancesOf(db, target, ask) : undefined;
  const only = target.instance === undefined ? undefined : known?.[0];
  const whole = only ? only.sha256 : await versionOf(db, target);
  // Counts of the whole stand in its version.
  const version = !only && withoutReports ? digest(`${whole} without reports`).slice(0, 32) : whole;
  const etag = `W/"m-${version}-${base}"`;
  const headers = { etag, 'cache-control': 'private, no-cache', 'content-type': 'application/dicom+json' };
  if (matchesEtag(ask.ifNoneMatch, etag)) return { status: 304, headers, body: null };
  const instances = known ?? (await instancesOf(db, target, ask));
  return {
    status: 200,
    headers,
    body: Readable.from(stream(db, instances, ask.baseUrl), { objectMode: false }),
  };
}

const digest = (value: string): string => createHash('sha256').update(value).digest('hex');

async function* stream(
  db: Kysely<ImageTables>,
  instances: readonly StoredInstance[],
  baseUrl: string,
): AsyncGenerator<string> {
  let opening = '[';
  for (let start = 0; start < instances.length; start += batch) {
    const some = instances.slice(start, start + batch);
    const written = await headersOf(db, some);
    yield (
      opening +
      some
        .map((instance) =>
          withAbsoluteBulkData(written.get(keyOf(instance)) ?? '{}', urlOf(baseUrl, instance)),
        )
        .join(',')
    );
    opening = ',';
  }
  yield ']';
}

async function headersOf(
  db: Kysely<ImageTables>,
  some: readonly StoredInstance[],
): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('imageInstance')
    .select(['seriesUid', 'instanceUid', 'metadata'])
    .where('studyUid', '=', some[0]?.studyUid ?? '')
    .where('seriesUid', 'in', [...new Set(some.map(({ seriesUid }) => seriesUid))])
    .where(
      'instanceUid',
      'in',
      some.map(({ instanceUid }) => instanceUid),
    )
    .execute();
  return new Map(rows.map((row) => [keyOf(row), row.metadata]));
}

function keyOf({ seriesUid, instanceUid }: { seriesUid: string; instanceUid: string }): string {
  return `${seriesUid}/${instanceUid}`;
}

/** Inside a JSON string every quote is escaped, so that this text cannot stand in a value. */
const relative = '"BulkDataURI":"bulkdata/';

export function withAbsoluteBulkData(written: string, instanceUrl: string): string {
  return written.replaceAll(
    relative,
    `"BulkDataURI":${JSON.stringify(`${instanceUrl}/bulkdata/`).slice(0, -1)}`,
  );
}
