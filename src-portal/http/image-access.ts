import type { Database } from '../db/database.ts';
import type { Granted, ImageRights } from '../dicomweb/plugin.ts';
import type { Principal } from '../services/principal.ts';
import type { Reading } from '../services/reading.ts';
import { Refusal } from '../services/refusal.ts';
import type { Revocations } from '../services/revocations.ts';
import { mayReadExam, mayStore, readableStudies } from '../services/rights.ts';
import { principalOf, tokenOf } from './authenticate.ts';
import { watchRight } from './right-to-read.ts';

/** How DICOMweb asks for rights and tells of reads. */
export function imageAccess(db: Database, reading: Reading, revocations: Revocations): ImageRights {
  const granted = async (principal: Principal, studyInstanceUid: string): Promise<Granted | null> => {
    const decision = await mayReadExam(db, principal, { studyInstanceUid });
    return decision.allowed ? { reports: decision.reports } : null;
  };

  return {
    mayReadStudy: (request, studyUid) => granted(principalOf(request), studyUid),
    async mayRead(request, { studyUid, purpose }) {
      // From before the question: a right that ends between the answer to it and the first byte is missed by nobody.
      const since = revocations.moment();
      const asked = await reading.images(tokenOf(request), studyUid, purpose);
      if (!asked) throw new Refusal('not-signed-in');
      const { principal, read } = asked;
      request.principal = principal;
      if (!read) return null;
      // Who was given reports and may have images alone now is cut off, too.
      const stillAllowed = async (): Promise<boolean> => {
        const now = await granted(principal, studyUid);
        return now !== null && (now.reports || !read.reports);
      };
      return {
        reports: read.reports,
        async record() {
          if (!(await read.record())) throw new Refusal('not-found');
        },
        watch: () => watchRight(db, revocations, principal, { since, allowed: stillAllowed }),
      };
    },
    async readableStudies(request) {
      const principal = principalOf(request);
      if (principal.kind === 'administrator') return { scope: 'all' };
      const exams = await readableStudies(db, principal);
      return {
        scope: exams.map((exam) => exam.studyInstanceUid),
        withoutReports: exams.filter((exam) => !exam.reports).map((exam) => exam.studyInstanceUid),
      };
    },
    mayStore: (request) => Promise.resolve(mayStore(principalOf(request))),
  };
}
