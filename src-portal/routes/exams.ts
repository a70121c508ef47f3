import type { FastifyInstance } from 'fastify';
import type {
  GetExamData,
  ListDocumentsData,
  ListExamsData,
  ListPatientExamsData,
  ListSharedWithMeData,
  MarkDocumentSeenData,
} from '../../src-shared/portal-api/generated/types.gen.ts';
import { principalOf } from '../http/authenticate.ts';
import { on } from '../http/contract.ts';
import type { Documents } from '../services/documents.ts';
import type { Exams } from '../services/exams.ts';
import type { Patients } from '../services/patients.ts';
import { languageFrom, textsIn } from '../texts/texts.ts';

const defaultLimit = 50;

export function examRoutes(
  app: FastifyInstance,
  { exams, documents, patients }: { exams: Exams; documents: Documents; patients: Patients },
): void {
  on<ListExamsData>(app, 'listExams', ({ query }, request) => {
    const { cursor, limit, sort, ...filter } = query;
    return exams.list(principalOf(request), {
      scope: 'mine',
      filter,
      sort: sort ?? '-date',
      cursor,
      limit: limit ?? defaultLimit,
    });
  });

  on<GetExamData>(app, 'getExam', ({ path }, request) => exams.get(principalOf(request), path.id));

  on<ListSharedWithMeData>(app, 'listSharedWithMe', ({ query }, request) =>
    exams.list(principalOf(request), {
      scope: 'shared-with-me',
      filter: {},
      sort: '-date',
      cursor: query.cursor,
      limit: query.limit ?? defaultLimit,
    }),
  );

  on<ListPatientExamsData>(app, 'listPatientExams', async ({ path, query }, request) => {
    const principal = principalOf(request);
    await patients.refuseWithoutRight(principal, path.id);
    return exams.list(principal, {
      scope: 'mine',
      filter: { patientId: path.id },
      sort: '-date',
      cursor: query.cursor,
      limit: query.limit ?? defaultLimit,
    });
  });

  on<ListDocumentsData>(app, 'listDocuments', ({ query }, request) =>
    documents.list(principalOf(request), {
      isNew: query.new,
      cursor: query.cursor,
      limit: query.limit ?? defaultLimit,
      titleOfImages: textsIn(languageFrom(request.headers['accept-language'])).documentTitleOfImages,
    }),
  );

  on<MarkDocumentSeenData>(app, 'markDocumentSeen', async ({ path }, request, reply) => {
    await documents.markSeen(principalOf(request), path.id);
    return reply.code(204).send();
  });
}
