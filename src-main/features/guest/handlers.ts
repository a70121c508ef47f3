import type { HandlersOf } from '../../ipc/handlers.ts';
import type { Log } from '../../app/log.ts';
import type { Windows } from '../../app/windows.ts';
import type { ExamCatalogue } from '../exams/exam-catalogue.ts';
import type { Invitations } from './invitations.ts';

export const guestHandlers = (context: {
  readonly invitations: Invitations;
  readonly exams: ExamCatalogue;
  readonly windows: Windows;
  readonly log: Log;
}): HandlersOf<'guest.enter' | 'guest.dismiss'> => {
  const { invitations, exams, windows, log } = context;

  /** From the mail to the first image in three clicks: nobody has to look for what was sent to them. */
  const openNewest = async (): Promise<void> => {
    const { items } = await exams.list();
    const newest = items.find(({ imagesAvailable }) => imagesAvailable);
    if (newest) await windows.openViewer({ examId: newest.id });
  };
  return {
    'guest.enter': async ({ accessCode }) => {
      const state = await invitations.enter(accessCode);
      openNewest().catch((error: unknown) => log.warn('shared images not opened', { error }));
      return state;
    },
    'guest.dismiss': () => invitations.dismiss(),
  };
};
