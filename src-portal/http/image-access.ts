import type { FastifyRequest } from 'fastify';
import type { Database } from '../db/database.ts';
import type { DicomWebOptions } from '../dicomweb/plugin.ts';
import type { Reading } from '../services/reading.ts';
import { Refusal } from '../services/refusal.ts';
import type { Revocations } from '../services/revocations.ts';
import { mayReadExam, mayStore, readableStudyUids } from '../services/rights.ts';
import { principalOf } from './authenticate.ts';
import { watchRight } from './right-to-read.ts';

/** How DICOMweb asks for rights and tells of reads. */
export function imageAccess(
  db: Database,
  reading: Reading,
  revocations: Revocations,
): Pick<DicomWebOptions, 'rights' | 'whileAllowed'> {
  const allowed = async (request: FastifyRequest, studyInstanceUid: string): Promise<boolean> =>
    (await mayReadExam(db, principalOf(request), { studyInstanceUid })).allowed;

  return {
    rights: {
      mayReadStudy: allowed,
      async mayRead(request, { studyUid, purpose }) {
        const read = await reading.images(principalOf(request), studyUid, purpose);
        return (
          read && {
            async record() {
              if (!(await read.record())) throw new Refusal('not-found');
            },
          }
        );
      },
      async readableStudies(request) {
        const principal = principalOf(request);
        if (principal.kind === 'administrator') return 'all';
        return (await readableStudyUids(db, principal).execute()).map((exam) => exam.studyInstanceUid);
      },
      mayStore: (request) => Promise.resolve(mayStore(principalOf(request))),
    },

    whileAllowed: (request, studyUid) =>
      watchRight(db, revocations, request, () => allowed(request, studyUid)),
  };
}
