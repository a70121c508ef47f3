import type { Database } from '../db/database.ts';
import type { ImageRights } from '../dicomweb/plugin.ts';
import type { Principal } from '../services/principal.ts';
import type { Reading } from '../services/reading.ts';
import { Refusal } from '../services/refusal.ts';
import type { Revocations } from '../services/revocations.ts';
import { mayReadExam, mayStore, readableStudyUids } from '../services/rights.ts';
import { principalOf, tokenOf } from './authenticate.ts';
import { watchRight } from './right-to-read.ts';

/** How DICOMweb asks for rights and tells of reads. */
export function imageAccess(db: Database, reading: Reading, revocations: Revocations): ImageRights {
  const allowed = async (principal: Principal, studyInstanceUid: string): Promise<boolean> =>
    (await mayReadExam(db, principal, { studyInstanceUid })).allowed;

  return {
    mayReadStudy: (request, studyUid) => allowed(principalOf(request), studyUid),
    async mayRead(request, { studyUid, purpose }) {
      // From before the question: a right that ends between the answer to it and the first byte is missed by nobody.
      const since = revocations.moment();
      const asked = await reading.images(tokenOf(request), studyUid, purpose);
      if (!asked) throw new Refusal('not-signed-in');
      const { principal, read } = asked;
      request.principal = principal;
      return (
        read && {
          async record() {
            if (!(await read.record())) throw new Refusal('not-found');
          },
          watch: () =>
            watchRight(db, revocations, principal, { since, allowed: () => allowed(principal, studyUid) }),
        }
      );
    },
    async readableStudies(request) {
      const principal = principalOf(request);
      if (principal.kind === 'administrator') return 'all';
      return (await readableStudyUids(db, principal).execute()).map((exam) => exam.studyInstanceUid);
    },
    mayStore: (request) => Promise.resolve(mayStore(principalOf(request))),
  };
}
