import type { InstanceHeader, Series } from '../../../src-shared/domain/series.ts';
import { appErrorOf, call } from '../../bridge/call.ts';
import { ViewerEngine } from '../../viewer/engine.ts';
import type { DragTool } from '../../viewer/view-state.ts';
import type { WhatToShow } from './address.ts';
import { onBytePort } from './byte-port.ts';
import { useImages } from './store.ts';
import { thumbnailAddress } from './thumbnail-address.ts';

const THUMBNAIL = 128;
const HINT_SEEN = 'emage.viewer.hint-seen';
const MODE = 'emage.viewer.mode';

/** Ties calls, engine and store together for one viewer window. */
export class ImagesController {
  private readonly engine: ViewerEngine;
  private readonly show: WhatToShow;
  private readonly headers = new Map<string, Promise<InstanceHeader[]>>();
  private readonly stopListening: (() => void)[];
  private attached = false;

  constructor(show: WhatToShow) {
    this.show = show;
    this.engine = new ViewerEngine({
      onState: (view) => useImages.setState({ view }),
      onFirstImage: () => this.firstImage(),
    });
    this.stopListening = [
      onBytePort((port) => this.engine.connect(port)),
      window.emage.on('viewer.show', ({ at }) => {
        if (at !== undefined) void this.goTo(at.seriesInstanceUid, at.image - 1);
      }),
    ];
    const mode = localStorage.getItem(MODE);
    if (mode === 'professional' || mode === 'patient') useImages.setState({ mode });
    else void this.modeOfAccount();
  }

  get stack(): ViewerEngine['stack'] {
    return this.engine.stack;
  }

  async start(): Promise<void> {
    useImages.setState({ stage: { kind: 'loading' } });
    try {
      const [{ exam, series }] = await Promise.all([
        call('viewer.images', { examId: this.show.examId }),
        call('viewer.connectBytes'),
      ]);
      const first =
        series.find((each) => each.seriesInstanceUid === this.show.at?.seriesInstanceUid) ?? series[0];
      useImages.setState({ exam, series, stage: { kind: first === undefined ? 'empty' : 'ready' } });
      if (first === undefined) return;
      await this.select(first.seriesInstanceUid, (this.show.at?.image ?? 1) - 1);
    } catch (error) {
      useImages.setState({ stage: { kind: 'failed', error: appErrorOf(error) } });
    }
  }

  attach(element: HTMLDivElement): void {
    if (this.attached) return;
    this.attached = true;
    this.engine.attach(element);
  }

  async select(seriesInstanceUid: string, index = 0): Promise<void> {
    useImages.setState({ selected: seriesInstanceUid, list: { kind: 'loading' } });
    try {
      const headers = await this.instances(seriesInstanceUid);
      if (useImages.getState().selected !== seriesInstanceUid) return;
      useImages.setState({ list: { kind: 'ready' } });
      this.engine.openSeries(this.address(seriesInstanceUid), headers, index);
    } catch (error) {
      this.headers.delete(seriesInstanceUid);
      if (useImages.getState().selected !== seriesInstanceUid) return;
      useImages.setState({ list: { kind: 'failed', error: appErrorOf(error) } });
    }
  }

  /** A link to an image of this exam, followed while the window is open. */
  private async goTo(seriesInstanceUid: string, index: number): Promise<void> {
    if (useImages.getState().selected === seriesInstanceUid) this.stack?.goTo(index);
    else if (useImages.getState().series.some((each) => each.seriesInstanceUid === seriesInstanceUid)) {
      await this.select(seriesInstanceUid, index);
    }
  }

  selectNeighbour(by: 1 | -1): void {
    const { series, selected } = useImages.getState();
    const at = series.findIndex((each) => each.seriesInstanceUid === selected);
    const next = series[at + by];
    if (next !== undefined) void this.select(next.seriesInstanceUid);
  }

  setTool(tool: DragTool): void {
    this.engine.pointer?.setTool(tool);
    useImages.setState({ tool });
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
    for (const stop of this.stopListening) stop();
    this.engine.close();
  }

  private async modeOfAccount(): Promise<void> {
    const state = await call('session.state').catch(() => null);
    if (state?.kind === 'signed-in' && state.account.kind === 'professional')
      useImages.setState({ mode: 'professional' });
  }

  private address(seriesInstanceUid: string) {
    const { exam } = useImages.getState();
    return { examId: this.show.examId, studyInstanceUid: exam?.studyInstanceUid ?? '', seriesInstanceUid };
  }

  private instances(seriesInstanceUid: string): Promise<InstanceHeader[]> {
    const known = this.headers.get(seriesInstanceUid);
    if (known !== undefined) return known;
    const asked = call('viewer.instances', { examId: this.show.examId, seriesInstanceUid });
    this.headers.set(seriesInstanceUid, asked);
    return asked;
  }

  private firstImage(): void {
    useImages.setState({
      firstImage: Math.round(performance.now()),
      hint: localStorage.getItem(HINT_SEEN) === null,
    });
    void this.loadThumbnails(useImages.getState().series);
  }

  /** One after another, behind the images themselves. */
  private async loadThumbnails(series: readonly Series[]): Promise<void> {
    for (const { seriesInstanceUid } of series) {
      try {
        const headers = await this.instances(seriesInstanceUid);
        const picture = await this.engine.thumbnail(this.address(seriesInstanceUid), headers, THUMBNAIL);
        if (picture === null) continue;
        const { thumbnails } = useImages.getState();
        useImages.setState({ thumbnails: { ...thumbnails, [seriesInstanceUid]: thumbnailAddress(picture) } });
      } catch {
        // A series without a small picture keeps its symbol; opening it says what is wrong with it.
        this.headers.delete(seriesInstanceUid);
      }
    }
  }
}
