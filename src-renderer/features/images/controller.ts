import { openingSeries } from '../../../src-shared/domain/series.ts';
import { type ImageRef, sameImage } from '../../../src-shared/domain/notes.ts';
import { appErrorOf, call } from '../../bridge/call.ts';
import type { Cell } from '../../viewer/cell.ts';
import { tellFailed } from '../../ui/notices/toasts.tsx';
import { ViewerEngine } from '../../viewer/engine.ts';
import type { SeriesAddress } from '../../viewer/series/series-loader.ts';
import type { ObjectsView } from '../../viewer/objects/objects-view.ts';
import { type WhatToShow, whatToShow } from './address.ts';
import { Comparison } from './compare/comparison.ts';
import { allSeries, ExamContents, type FoundImage } from './exam-contents.ts';
import { onBytePort } from './byte-port.ts';
import { KeptNotes } from './notes/keep-notes.ts';
import { ImageSaver } from './saving/image-saver.ts';
import { findSeries, useImages } from './store.ts';
import { hasImages } from './words.ts';

const HINT_SEEN = 'emage.viewer.hint-seen';
const MODE = 'emage.viewer.mode';

/** Ties calls, engine and store together for one viewer window. There before it is known which exam it shows. */
export class ImagesController {
  readonly engine: ViewerEngine;
  private show: WhatToShow | null = null;
  private readonly stopListening: (() => void)[];
  readonly saver: ImageSaver;
  readonly contents: ExamContents;
  readonly comparison: Comparison;
  private readonly kept: KeptNotes;
  private stopFollowing: () => void = () => undefined;
  private followed: Cell | null = null;

  constructor() {
    this.engine = new ViewerEngine({
      instances: (address) => this.contents.instances(address),
      onFirstImage: () => this.firstImage(),
    });
    this.contents = new ExamContents(this.engine);
    this.saver = new ImageSaver(this.engine);
    this.kept = new KeptNotes(
      this.engine.notes,
      () => useImages.getState().exams,
      (notKept) => useImages.setState({ notKept }),
    );
    this.comparison = new Comparison(this.engine, this.contents, this.kept);
    window.addEventListener('pagehide', () => this.kept.writeAtOnce(), { once: true });
    this.followEngine();
    this.stopListening = [
      this.engine.store.subscribe(() => this.followEngine()),
      this.engine.notes.store.subscribe(() => this.countNotes()),
      this.engine.history.store.subscribe((can) => useImages.setState(can)),
      onBytePort((port) => this.engine.connect(port)),
      window.emage.on('viewer.show', ({ at, compareWith }) => {
        if (at !== undefined) this.goTo(at.seriesInstanceUid, at.image - 1);
        if (compareWith !== undefined) void this.comparison.compareWith(compareWith);
      }),
    ];
    if (!this.takeMode()) void this.modeOfAccount();
  }

  get stack(): ViewerEngine['stack'] {
    return this.engine.stack;
  }

  /** Shows what this window's address says; with a wrong one the page says so. */
  async open(search: string): Promise<void> {
    this.show = whatToShow(search);
    // Another window may have changed it since.
    this.takeMode();
    if (this.show !== null) await this.start(this.show);
    else
      useImages.setState({
        stage: { kind: 'failed', error: { code: 'invalid-request', message: 'no exam' } },
      });
  }

  /** Tries again what failed. */
  async retry(): Promise<void> {
    if (this.show !== null) await this.start(this.show);
  }

  private async start(show: WhatToShow): Promise<void> {
    useImages.setState({ stage: { kind: 'loading' } });
    try {
      const [images] = await Promise.all([this.contents.images(show.examId), call('viewer.connectBytes')]);
      const exams = [images];
      const series = allSeries(exams);
      const opening = openingSeries(images.series, show.compareWith !== null);
      const wanted = show.at?.seriesInstanceUid ?? opening?.seriesInstanceUid;
      const first = series.find((each) => each.seriesInstanceUid === wanted) ?? series[0];
      useImages.setState({ exams, stage: { kind: first === undefined ? 'empty' : 'ready' } });
      void this.kept.read(images.exam.id);
      if (first !== undefined) await this.engine.active.open(first, (show.at?.image ?? 1) - 1);
      if (show.compareWith !== null) await this.comparison.compareWith(show.compareWith);
    } catch (error) {
      useImages.setState({ stage: { kind: 'failed', error: appErrorOf(error) } });
    }
  }

  /** Shows a series in the active cell. */
  select(address: SeriesAddress, index = 0): void {
    void this.engine.active.open(address, index);
  }

  /** Lays something over the images that it belongs to, and shows these. */
  async showOver(view: ObjectsView, image: FoundImage): Promise<void> {
    const { address, sopInstanceUid } = view;
    this.select(image.address, image.index);
    const series = findSeries(useImages.getState().exams, address);
    await this.engine.aside.annex(address, sopInstanceUid, series?.description ?? '');
    this.engine.layers.show(sopInstanceUid, true);
  }

  selectNeighbour(by: 1 | -1): void {
    const { exams, cell } = useImages.getState();
    const all = allSeries(exams);
    const at = all.findIndex((each) => each.seriesInstanceUid === cell.series?.seriesInstanceUid);
    const next = all[at + by];
    if (next !== undefined) this.select(next);
  }

  /** Divides the window; new cells show the series that come next and are not shown yet. */
  setLayout(rows: number, columns: number): void {
    const added = this.engine.setLayout(rows, columns);
    const { exams, engine } = useImages.getState();
    const shown = new Set(
      engine.cells.map((id) => this.engine.cell(id).store.getState().series?.seriesInstanceUid),
    );
    const all = allSeries(exams);
    const active = all.findIndex(
      (each) => each.seriesInstanceUid === useImages.getState().cell.series?.seriesInstanceUid,
    );
    // From the active one on, then from the first again; reports and notes after the images.
    const rest = [...all.slice(active + 1), ...all.slice(0, active + 1)].filter(
      ({ seriesInstanceUid }) => !shown.has(seriesInstanceUid),
    );
    const isStack = (address: SeriesAddress): boolean => {
      const series = findSeries(exams, address);
      return series !== undefined && hasImages(series);
    };
    const next = [...rest.filter(isStack), ...rest.filter((each) => !isStack(each))];
    added.forEach((cell, at) => {
      const series = next[at];
      if (series !== undefined) void cell.open(series);
    });
  }

  /** An annotation of the tool's kind around the middle of the view, to be moved with the keys. */
  addInMiddle(): void {
    const added = this.engine.addInMiddle();
    // Words are written first.
    if (added === null || this.engine.notes.store.getState().writing === added) return;
    // Its first point has the keyboard once it is there, before a next key.
    queueMicrotask(() =>
      document.querySelector<HTMLElement>(`[data-point="${CSS.escape(`${added}-0`)}"]`)?.focus(),
    );
  }

  /** Goes to an image that something refers to: in its series' cell, or in the active one. */
  showImage(image: ImageRef): void {
    const { exams } = useImages.getState();
    const address = allSeries(exams).find((each) => each.seriesInstanceUid === image.seriesInstanceUid);
    if (address !== undefined) void this.engine.showImage(address, image);
  }

  /** To the next, or the one before, of the images that were marked; round and round. */
  goToKeyImage(by: 1 | -1): void {
    const { keyImages } = this.engine.notes.store.getState();
    const { image } = this.engine.active.view.getState();
    const at = image === null ? -1 : keyImages.findIndex((each) => sameImage(each, image));
    const start = at < 0 && by < 0 ? 0 : at;
    const next = keyImages[(start + by + keyImages.length) % keyImages.length];
    if (next !== undefined) this.showImage(next);
  }

  async exportNotes(kind: 'measurements' | 'key-images'): Promise<void> {
    const { cell, view } = useImages.getState();
    if (cell.series === null || view.patient === null) return;
    const { name, id, birthDate, sex } = view.patient;
    const patient = { name, id, birthDate: /^\d{8}$/.test(birthDate) ? birthDate : '', sex };
    try {
      await this.kept.write();
      const { saved } = await call('notes.export', { examId: cell.series.examId, kind, patient });
      if (saved) useImages.setState({ outcome: 'saved' });
    } catch (error) {
      tellFailed(appErrorOf(error));
    }
  }

  /** One more window on this exam and image, on another screen where there is one. */
  async openAnother(): Promise<void> {
    const { cell, view } = useImages.getState();
    if (cell.series === null) return;
    const { examId, seriesInstanceUid } = cell.series;
    await call('viewer.openAnother', { examId, at: { seriesInstanceUid, image: view.index + 1 } });
  }

  setMode(mode: 'patient' | 'professional'): void {
    localStorage.setItem(MODE, mode);
    useImages.setState({ mode });
  }

  hideHint(): void {
    localStorage.setItem(HINT_SEEN, 'yes');
    useImages.setState({ hint: false });
  }

  close(): void {
    this.saver.stop();
    this.kept.close();
    this.stopFollowing();
    for (const stop of this.stopListening) stop();
    this.engine.close();
  }

  /** A link to an image of this exam, followed while the window is open. `index` is 0-based. */
  goTo(seriesInstanceUid: string, index: number): void {
    const { exams, cell } = useImages.getState();
    if (cell.series?.seriesInstanceUid === seriesInstanceUid) {
      this.stack?.goTo(index);
      return;
    }
    const found = allSeries(exams).find((each) => each.seriesInstanceUid === seriesInstanceUid);
    if (found !== undefined) this.select(found, index);
  }

  private countNotes(): void {
    const { annotations, keyImages, selected } = this.engine.notes.store.getState();
    const { image } = this.engine.active.view.getState();
    const chosen = annotations.find(({ id }) => id === selected);
    useImages.setState({
      annotationCount: annotations.length,
      keyImageCount: keyImages.length,
      isKeyImage: image !== null && keyImages.some((each) => sameImage(each, image)),
      isNoteChosen: chosen !== undefined && image !== null && sameImage(chosen.image, image),
    });
  }

  /** The store has what the engine and its active cell say. */
  private followEngine(): void {
    const { active } = this.engine;
    useImages.setState({ engine: this.engine.store.getState() });
    if (active === this.followed) return;
    this.followed = active;
    this.stopFollowing();
    const stops = [
      active.store.subscribe((cell) => useImages.setState({ cell })),
      active.view.subscribe((view, before) => {
        useImages.setState({ view });
        if (
          view.image?.sopInstanceUid !== before.image?.sopInstanceUid ||
          view.image?.frame !== before.image?.frame
        )
          this.countNotes();
      }),
    ];
    this.stopFollowing = () => stops.forEach((stop) => stop());
    useImages.setState({ cell: active.store.getState(), view: active.view.getState() });
    this.countNotes();
  }

  /** The mode that was chosen; false where none was. */
  private takeMode(): boolean {
    const mode = localStorage.getItem(MODE);
    if (mode !== 'professional' && mode !== 'patient') return false;
    useImages.setState({ mode });
    return true;
  }

  private async modeOfAccount(): Promise<void> {
    const state = await call('session.state').catch(() => null);
    if (state?.kind === 'signed-in' && state.account.kind === 'professional')
      useImages.setState({ mode: 'professional' });
  }

  private firstImage(): void {
    useImages.setState({
      firstImage: Math.round(performance.now()),
      hint: localStorage.getItem(HINT_SEEN) === null,
    });
    const { contents } = this;
    void contents.loadThumbnails(allSeries(useImages.getState().exams)).then(() => contents.loadAnnexes());
  }
}
