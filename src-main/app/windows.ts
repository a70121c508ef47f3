import { app, screen, type BrowserWindow, type WebContents } from 'electron';
import type { WindowKind } from '../../src-shared/ipc/define.ts';
import { isLocalExamId } from '../../src-shared/domain/local-exam.ts';
import type { OpenViewerInput } from '../../src-shared/ipc/schemas/exams.ts';
import { tell } from '../ipc/broadcast.ts';
import { holdForPage, type AskBeforeLoss } from './hold-for-page.ts';
import type { Log } from './log.ts';
import { drawnOnce, makeWindow, showWhenDrawn } from './make-window.ts';
import { shellPage, viewerQuery, viewerWithoutExam } from './pages.ts';
import { recoverPage, type AskAgain } from './recover-page.ts';
import { SpareViewer } from './spare-viewer.ts';
import type { Where, WindowPlaces } from './window-places.ts';

interface OurWindow {
  readonly window: BrowserWindow;
  readonly kind: WindowKind;
  /** The exam of a viewer window. */
  readonly examId: string | null;
  /** All whose images it shows: those that are compared with it as well. */
  readonly exams: Set<string>;
}

interface MadeWindow {
  readonly window: BrowserWindow;
  /** Ends when there is something to show. */
  readonly drawn: Promise<unknown>;
}

export interface WindowOptions {
  readonly places: WindowPlaces;
  readonly preload: string;
  readonly development: boolean;
  readonly log: Log;
  readonly askAgain: AskAgain;
  readonly askBeforeLoss: AskBeforeLoss;
  /** The shell's window, in its place and shown or about to be: it was there before the rest of the application. */
  readonly first: BrowserWindow;
}

/** Our windows: the shell, and a viewer window for each exam on screen. Each opens where its kind was last. */
export class Windows {
  readonly #options: WindowOptions;
  readonly #open = new Map<number, OurWindow>();
  readonly #spare: SpareViewer;
  #first: BrowserWindow | null;
  /** While the session is locked no image shows. */
  #viewersHidden = false;
  #viewerExpected = false;
  #ending = false;

  constructor(options: WindowOptions) {
    this.#options = options;
    this.#first = options.first;
    this.#spare = new SpareViewer(() => {
      const window = makeWindow('viewer', options);
      // Its page is laid out and drawn as large as it will be seen.
      options.places.size(window, 'viewer', { step: this.#viewers().length });
      return window;
    });
  }

  kindOf(contentsId: number): WindowKind | undefined {
    if (this.#spare.window?.webContents.id === contentsId) return 'viewer';
    return this.#open.get(contentsId)?.kind;
  }

  contents(): WebContents[] {
    const windows = [...this.#open.values()].map(({ window }) => window);
    const spare = this.#spare.window;
    return [...windows, ...(spare ? [spare] : [])].map(({ webContents }) => webContents);
  }

  windowOf(contentsId: number): BrowserWindow | undefined {
    return this.#open.get(contentsId)?.window;
  }

  get shell(): BrowserWindow | undefined {
    return [...this.#open.values()].find(({ kind }) => kind === 'shell')?.window;
  }

  /** Has the person one of our windows before them? */
  get inFront(): boolean {
    return [...this.#open.values()].some(({ window }) => window.isFocused());
  }

  /** Is somebody looking at images? */
  get viewing(): boolean {
    return this.#viewers().length > 0;
  }

  /** Opens the shell, or brings it to the front. */
  async openShell(): Promise<BrowserWindow> {
    const there = this.shell;
    if (there) {
      bringToFront(there);
      return there;
    }
    const first = this.#first;
    this.#first = null;
    if (first && !first.isDestroyed()) {
      this.#watch(first, 'shell', null);
      return first;
    }
    const window = this.#create('shell', null, this.#make('shell'));
    await load(window, shellPage);
    return window;
  }

  /** Opens an exam's viewer window, or brings it to the front and has it show the image asked for. */
  async openViewer(input: OpenViewerInput): Promise<void> {
    const there = [...this.#open.values()].find(({ examId }) => examId === input.examId)?.window;
    if (there) {
      bringToFront(there);
      tell(there.webContents, 'viewer.show', input);
      return;
    }
    await this.#openOn(input, {});
  }

  /** Somebody may soon open a viewer: one that is there already shows at once. */
  expectViewer(expected: boolean): void {
    this.#viewerExpected = expected;
    if (expected) this.#spare.prepare();
    else this.#spare.drop();
  }

  /** The application ends: no window is made ahead any more. */
  end(): void {
    this.#ending = true;
    this.#spare.end();
  }

  /** It goes on: a page kept its window. Answers whether it was ending. */
  #goOn(): boolean {
    const wasEnding = this.#ending;
    this.#ending = false;
    this.#spare.goOn();
    this.expectViewer(this.#viewerExpected);
    return wasEnding;
  }

  /** An exam's images are about to show in this window. */
  shows(contentsId: number, examId: string): void {
    this.#open.get(contentsId)?.exams.add(examId);
  }

  /** Exams whose images are on screen. */
  get examsOnScreen(): string[] {
    return [...new Set(this.#viewers().flatMap(({ exams }) => [...exams]))];
  }

  /** Every window that shows this exam, also beside another. */
  closeViewer(examId: string): void {
    for (const { window, exams } of this.#viewers())
      if (exams.has(examId)) this.#options.places.destroy(window);
  }

  /** One more window on the same exam, on a screen where none of its windows is, if there is one. */
  async openAnotherViewer(input: OpenViewerInput, besideContentsId: number): Promise<void> {
    const beside = this.#open.get(besideContentsId);
    const shown = this.#viewers().filter((viewer) => viewer === beside || viewer.exams.has(input.examId));
    const taken = new Set(shown.map(({ window }) => screen.getDisplayMatching(window.getBounds()).id));
    await this.#openOn(input, { placeName: 'viewer-beside', taken });
  }

  /** Those of the account that leaves, also the one that waits for it; imported exams belong to none. */
  closeViewers(): void {
    this.#spare.drop();
    for (const { window, exams } of this.#viewers())
      if ([...exams].some((id) => !isLocalExamId(id))) this.#options.places.destroy(window);
    this.#viewersHidden = false;
  }

  /** Locked: what a viewer shows is hidden with its window, and comes back where it was. */
  hideViewers(hidden: boolean): void {
    if (hidden === this.#viewersHidden) return;
    this.#viewersHidden = hidden;
    for (const { window } of this.#viewers()) {
      if (hidden) window.hide();
      else window.showInactive();
    }
  }

  #viewers(): OurWindow[] {
    return [...this.#open.values()].filter(({ kind }) => kind === 'viewer');
  }

  async #openOn(input: OpenViewerInput, where: Where): Promise<void> {
    const spare = this.#spare.take();
    if (spare) recoverPage(spare.window, this.#options);
    const made = spare ? { window: spare.window, drawn: spare.loaded } : this.#make('viewer');
    const window = this.#create('viewer', input.examId, made, { ...where, step: this.#viewers().length });
    const isWaiting = (await spare?.loaded) ?? false;
    // Closed again before it was there.
    if (window.isDestroyed()) return;
    if (isWaiting) tell(window.webContents, 'viewer.begin', viewerQuery(input));
    else await load(window, `${viewerWithoutExam}${viewerQuery(input)}`);
  }

  #make(kind: WindowKind): MadeWindow {
    const window = makeWindow(kind, this.#options);
    recoverPage(window, this.#options);
    return { window, drawn: drawnOnce(window) };
  }

  #create(
    kind: WindowKind,
    examId: string | null,
    { window, drawn }: MadeWindow,
    where: Where = {},
  ): BrowserWindow {
    this.#options.places.put(window, kind, where);
    this.#watch(window, kind, examId);
    void showWhenDrawn(window, kind, drawn, this.#options.log);
    return window;
  }

  #watch(window: BrowserWindow, kind: WindowKind, examId: string | null): void {
    const contentsId = window.webContents.id;
    this.#open.set(contentsId, { window, kind, examId, exams: new Set(examId === null ? [] : [examId]) });
    if (kind === 'shell')
      holdForPage(window, {
        ask: this.#options.askBeforeLoss,
        held: () => this.#goOn(),
        close: (isEnding) => {
          this.#options.places.destroy(window);
          if (isEnding) app.quit();
        },
      });
    window.on('closed', () => {
      this.#open.delete(contentsId);
      // Nobody sees what is left: it must not keep the application from ending.
      if (this.#open.size === 0) this.#spare.drop();
      else if (kind === 'viewer' && this.#viewerExpected) this.#spare.prepare();
    });
  }
}

function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** A page that fails to load has said so in the log, and a window closed while it loads is no failure. */
const load = (window: BrowserWindow, address: string): Promise<void> =>
  window.loadURL(address).catch(() => undefined);
