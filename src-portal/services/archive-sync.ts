import type { Database } from '../db/database.ts';
import type { ImageStore } from '../dicomweb/image-store.ts';
import { registerStudies } from './exam-registry.ts';

const pageSize = 200;
const studyInstanceUid = '0020000D';

/**
 * Makes exams of the studies that an archive (PACS_URL) holds and the portal does not know yet. Answers how many. The
 * archive's own list decides: what it no longer lists stays an exam without images.
 */
export async function syncArchive(db: Database, archive: ImageStore): Promise<number> {
  const known = new Set(
    (
      await db
        .selectFrom('exam')
        .select('studyInstanceUid')
        // Of an exam from before this was counted it is counted now.
        .where('withoutReports', 'is not', null)
        .execute()
    ).map((exam) => exam.studyInstanceUid),
  );
  let made = 0;
  for (let offset = 0; ; offset += pageSize) {
    const query = new URLSearchParams({ limit: String(pageSize), offset: String(offset) });
    const { items, more } = await archive.search({ level: 'studies', query, scope: 'all' }, '');
    const uids = items
      .map((item) => item[studyInstanceUid]?.Value?.[0])
      .filter((uid): uid is string => typeof uid === 'string' && !known.has(uid));
    made += (await registerStudies(db, archive, uids)).length;
    if (!more || items.length === 0) return made;
  }
}
