import type { TestApp } from '../helpers/desktop/app.ts';
import { ViewerWindow } from './pages/viewer-window.ts';

/** Opens the exam of a study by its UID, however it is called in the list. */
export const openStudy = async (app: TestApp, studyInstanceUid: string): Promise<ViewerWindow> => {
  const open = (): Promise<void> =>
    app.shell.evaluate(async (uid) => {
      const list = await window.emage.calls['exams.list']();
      const exam = list.ok ? list.value.items.find((each) => each.studyInstanceUid === uid) : undefined;
      if (exam !== undefined) await window.emage.calls['viewer.open']({ examId: exam.id });
    }, studyInstanceUid);
  return new ViewerWindow(await app.viewerFrom(open));
};
