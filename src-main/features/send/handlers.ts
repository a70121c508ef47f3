import type { Exam } from '../../../src-shared/domain/exam.ts';
import type { InstanceRef } from '../../../src-shared/ipc/byte-channel.ts';
import type { HandlersOf } from '../../ipc/handlers.ts';
import type { Session } from '../../session/session.ts';
import type { ExamCatalogue } from '../exams/exam-catalogue.ts';
import type { AccountLibrary } from '../library/account-library.ts';
import { readInstances } from './instance-reader.ts';
import type { ConfirmArchive, OwnArchive } from './own-archive.ts';
import { sendExam } from './send-exam.ts';
import type { Sendings } from './sendings.ts';

export const sendHandlers = (context: {
  readonly session: Session;
  readonly exams: ExamCatalogue;
  readonly library: AccountLibrary;
  readonly archive: OwnArchive;
  readonly confirmArchive: (contentsId: number) => ConfirmArchive;
  readonly sendings: Sendings;
  /** Has the portal write down that a copy of the exam is taken, whatever of it is on this computer already. */
  readonly noteDownload: (exam: Exam, firstInstance: InstanceRef) => Promise<void>;
}): HandlersOf<'pacs.get' | 'pacs.set' | 'pacs.forget' | 'send.list' | 'send.start' | 'send.stop'> => {
  const { session, exams, library, archive, confirmArchive, sendings, noteDownload } = context;
  return {
    'pacs.get': () => {
      session.assertOpen();
      return archive.pacs;
    },
    'pacs.set': (input, { contentsId }) => {
      session.assertOpen();
      return archive.set(input, confirmArchive(contentsId));
    },
    'pacs.forget': () => {
      session.assertOpen();
      return archive.forget();
    },
    'send.list': () => {
      session.assertOpen();
      return sendings.list();
    },
    'send.start': async ({ examId }) => {
      const exam = await exams.find(examId);
      const client = await library.opened();
      const target = await archive.open();
      sendings.start(examId, async (signal, onProgress) => {
        const reader = readInstances(client);
        try {
          const source = {
            series: () => client.examImages(exam),
            instances: client.instances.bind(client),
            read: (ref: InstanceRef) => reader.read(ref),
          };
          return await sendExam(exam, source, target, {
            signal,
            onProgress,
            beforeFirst: (ref) => noteDownload(exam, ref),
          });
        } finally {
          reader.close();
        }
      });
    },
    'send.stop': ({ examId }) => {
      session.assertOpen();
      sendings.stop(examId);
    },
  };
};
