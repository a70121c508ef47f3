import { appErrorOf, call } from '../../../bridge/call.ts';
import { tellFailed } from '../../../ui/notices/toasts.tsx';
import type { ViewerEngine } from '../../../viewer/engine.ts';
import { mostAlike } from './alike.ts';
import { allSeries, type ExamContents } from '../exam-contents.ts';
import type { KeptNotes } from '../notes/keep-notes.ts';
import { findSeries, useImages } from '../store.ts';

/** The patient's other exams, and one of them beside what is shown. */
export class Comparison {
  private readonly engine: ViewerEngine;
  private readonly contents: ExamContents;
  private readonly kept: KeptNotes;

  constructor(engine: ViewerEngine, contents: ExamContents, kept: KeptNotes) {
    this.engine = engine;
    this.contents = contents;
    this.kept = kept;
  }

  async loadPriors(): Promise<void> {
    const [first] = useImages.getState().exams;
    if (first === undefined) return;
    const priors = await call('viewer.priors', { examId: first.exam.id }).catch(() => []);
    useImages.setState({ priors });
  }

  /** Puts another exam of the patient beside this one, and links what can be linked. */
  async compareWith(examId: string): Promise<void> {
    const known = useImages.getState().exams.find(({ exam }) => exam.id === examId);
    const images =
      known ??
      (await this.contents.images(examId).catch((error: unknown) => {
        tellFailed(appErrorOf(error));
      }));
    if (images === undefined) return;
    if (known === undefined) {
      useImages.setState(({ exams }) => ({ exams: [...exams, images] }));
      void this.kept.read(examId);
      void this.contents.loadThumbnails(allSeries([images]));
    }
    const { engine, cell, exams } = useImages.getState();
    if (engine.cells.length < 2) this.engine.setLayout(1, 2);
    const other = this.engine.store.getState().cells.find((id) => id !== engine.active);
    const alike = mostAlike(findSeries(exams, cell.series), images.series);
    const address = allSeries([images]).find((each) => each.seriesInstanceUid === alike?.seriesInstanceUid);
    if (other !== undefined && address !== undefined) await this.engine.cell(other).open(address);
  }
}
