import type { FastifyInstance, FastifyReply } from 'fastify';
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

/** Sends what is JSON already. */
const sendJson = (reply: FastifyReply, text: string): FastifyReply =>
  reply.type('application/json; charset=utf-8').send(text);

export function examRoutes(
  app: FastifyInstance,
  { exams, documents, patients }: { exams: Exams; documents: Documents; patients: Patients },
): void {
  on<ListExamsData>(app, 'listExams', async ({ query }, request, reply) => {
    const { cursor, limit, sort, ...filter } = query;
    const page = await exams.listAsJson(principalOf(request), {
      scope: 'mine',
      filter,
      sort: sort ?? '-date',
      cursor,
      limit: limit ?? defaultLimit,
    });
    return sendJson(reply, page);
  });

  on<GetExamData>(app, 'getExam', ({ path }, request) => exams.get(principalOf(request), path.id));

  on<ListSharedWithMeData>(app, 'listSharedWithMe', async ({ query }, request, reply) => {
    const page = await exams.listAsJson(principalOf(request), {
      scope: 'shared-with-me',
      filter: {},
      sort: '-date',
      cursor: query.cursor,
      limit: query.limit ?? defaultLimit,
    });
    return sendJson(reply, page);
  });

  on<ListPatientExamsData>(app, 'listPatientExams', async ({ path, query }, request, reply) => {
    const principal = principalOf(request);
    await patients.refuseWithoutRight(principal, path.id);
    const page = await exams.listAsJson(principal, {
      scope: 'mine',
      filter: { patientId: path.id },
      sort: '-date',
      cursor: query.cursor,
      limit: query.limit ?? defaultLimit,
    });
    return sendJson(reply, page);
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
