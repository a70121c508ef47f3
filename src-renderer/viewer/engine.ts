import { createStore, type StoreApi } from 'zustand/vanilla';
import type { InstanceHeader } from '../../src-shared/domain/series.ts';
import type { ImageRef } from '../../src-shared/domain/notes.ts';
import type { Settings } from './appearance.ts';
import { Aside } from './aside.ts';
import { ByteClient, type BytePort } from './bytes/byte-client.ts';
import { Cell } from './cell.ts';
import { DecodePool } from './decode/decode-pool.ts';
import { startWorker } from './decode/start-worker.ts';
import { LayerBook } from './layers/layer-book.ts';
import { History } from './history.ts';
import { type Layout, layoutOf, rearranged } from './layout.ts';
import { Links, type ScrollLink } from './links.ts';
import { middlePoints } from './notes/middle-points.ts';
import { Notes } from './notes/notes.ts';
import { openers } from './openers.ts';
import { Renderer } from './renderer.ts';
import { ImageMemory } from './series/image-memory.ts';
import type { SeriesAddress } from './series/series-loader.ts';
import { inverse, transform } from './stage/pose.ts';
import type { StackView } from './stack-view.ts';
import { type DragTool, isAnnotating } from './view-state.ts';

const MEBIBYTE = 2 ** 20;
/** Decoded images kept in memory: half a gibibyte, or one on a machine that has the room. */
const memoryLimit = (): number => {
  const gibibytes = 'deviceMemory' in navigator ? Number(navigator.deviceMemory) : 4;
  return (gibibytes >= 8 ? 1024 : 512) * MEBIBYTE;
};

export interface EngineOptions {
  /** The list of a series' images. */
  readonly instances: (address: SeriesAddress) => Promise<readonly InstanceHeader[]>;
  /** Called once, when the first image has been painted. */
  readonly onFirstImage: () => void;
}

export interface EngineState {
  readonly layout: Layout;
  /** In reading order, one a field of the layout. */
  readonly cells: readonly number[];
  /** What keys, buttons and a chosen series act on. */
  readonly active: number;
  /** The active cell has the whole window for a while; the others wait as they are. */
  readonly alone: boolean;
  /** What a drag with the main button does. */
  readonly tool: DragTool;
  readonly scrollLink: ScrollLink;
  /** Light and place go together. */
  readonly lookLink: boolean;
  /** Each picture shows where the active one cuts it. */
  readonly lines: boolean;
  /** What draws: `software` where no GPU does. */
  readonly renderer: 'starting' | 'gpu' | 'software';
}

/** The images of one viewer window. Created once; each cell draws once it was given an element. */
export class ViewerEngine {
  readonly store: StoreApi<EngineState>;
  /** What lies over the images. */
  readonly layers = new LayerBook();
  readonly history = new History();
  readonly notes = new Notes(this.history);
  /** What is read beside the cells. */
  readonly aside: Aside;
  private readonly bytes = new ByteClient();
  private readonly memory = new ImageMemory(memoryLimit());
  private readonly pool: DecodePool;
  private readonly options: EngineOptions;
  private readonly cells = new Map<number, Cell>();
  private readonly links = new Links();
  private readonly renderer = new Renderer(() => this.painterChanged());
  private nextCell = 0;
  private painted = false;

  constructor(options: EngineOptions) {
    this.options = options;
    this.pool = new DecodePool({
      size: Math.max(2, Math.min(4, navigator.hardwareConcurrency - 1)),
      timeLimit: 20_000,
      start: startWorker,
    });
    this.pool.warm();
    const { bytes, pool, memory, layers } = this;
    this.aside = new Aside({
      sources: { bytes, pool, memory },
      instances: options.instances,
      layers,
      settingsOf: (seriesInstanceUid) => this.settingsOf(seriesInstanceUid),
    });
    this.layers.store.subscribe(() => {
      for (const cell of this.cells.values()) cell.stack.layersChanged();
    });
    const first = this.addCell();
    this.store = createStore<EngineState>(() => ({
      layout: layoutOf(1, 1),
      cells: [first],
      active: first,
      alone: false,
      tool: 'scroll',
      scrollLink: 'off',
      lookLink: false,
      lines: true,
      renderer: 'starting',
    }));
  }

  /** The byte channel's port, or a new one after the library was restarted. */
  connect(port: BytePort): void {
    this.bytes.connect(port);
  }

  cell(id: number): Cell {
    const cell = this.cells.get(id);
    if (cell === undefined) throw new Error(`no cell ${id}`);
    return cell;
  }

  get active(): Cell {
    return this.cell(this.store.getState().active);
  }

  /** What the user interface's buttons and keys act on; null where the active cell shows no images. */
  get stack(): StackView | null {
    const { active } = this;
    return active.store.getState().other === null ? active.stack : null;
  }

  activate(id: number): void {
    if (this.store.getState().cells.includes(id)) this.store.setState({ active: id });
  }

  /** The next cell in reading order, or the one before; round and round. */
  activateNeighbour(by: 1 | -1): void {
    const { cells, active } = this.store.getState();
    const next = cells[(cells.indexOf(active) + by + cells.length) % cells.length];
    if (next !== undefined) this.activate(next);
  }

  /** Divides the window anew; answers with the cells that are new, and empty. */
  setLayout(rows: number, columns: number): readonly Cell[] {
    const { cells, active } = this.store.getState();
    const layout = layoutOf(rows, columns);
    const added: number[] = [];
    const next = rearranged(cells, active, layout, () => {
      const id = this.addCell();
      added.push(id);
      return id;
    });
    this.store.setState({ layout, cells: next, alone: false });
    for (const id of cells) {
      if (next.includes(id)) continue;
      this.cell(id).clear();
      this.cells.delete(id);
    }
    return added.map((id) => this.cell(id));
  }

  setAlone(alone: boolean): void {
    this.store.setState({ alone });
  }

  setTool(tool: DragTool): void {
    this.notes.cancelDraft();
    this.store.setState({ tool });
  }

  /** Draws an annotation of the tool's kind around the middle of the active cell; answers its id. */
  addInMiddle(): string | null {
    const { tool } = this.store.getState();
    const { shown } = this.active.stack;
    if (shown === null || !isAnnotating(tool)) return null;
    const { width, height } = this.active.size;
    const points = middlePoints(tool, { width, height }).map((point) =>
      transform(inverse(shown.affine), point),
    );
    this.notes.begin(tool, shown.ref, points, shown);
    this.notes.finishDraft();
    return this.notes.store.getState().selected;
  }

  /** Goes to an image: in a cell that shows its series, else in the active one. */
  async showImage(address: SeriesAddress, image: ImageRef): Promise<void> {
    const { cells, active } = this.store.getState();
    const shows = (id: number): boolean =>
      this.cell(id).store.getState().series?.seriesInstanceUid === address.seriesInstanceUid;
    const id = shows(active) ? active : (cells.find(shows) ?? active);
    this.activate(id);
    const cell = this.cell(id);
    if (!shows(id)) await cell.open(address);
    cell.goToImage(image);
  }

  close(): void {
    for (const cell of this.cells.values()) cell.clear();
    this.renderer.close();
    this.pool.close();
    this.bytes.close();
  }

  /** Cells that scroll together; from how they stand now. */
  linkScroll(link: ScrollLink): void {
    this.links.begin(this.shownCells());
    this.store.setState({ scrollLink: link });
  }

  linkLook(linked: boolean): void {
    this.store.setState({ lookLink: linked });
    if (linked) this.followLook(this.active, 'window');
  }

  setLines(lines: boolean): void {
    this.store.setState({ lines });
  }

  private shownCells(): readonly Cell[] {
    return this.store.getState().cells.map((id) => this.cell(id));
  }

  private settingsOf(seriesInstanceUid: string): Settings | null {
    const shows = (cell: Cell): boolean =>
      cell.store.getState().series?.seriesInstanceUid === seriesInstanceUid;
    return this.shownCells().find(shows)?.stack.look.settings ?? null;
  }

  private othersOf(cell: Cell): readonly Cell[] {
    return this.shownCells().filter((each) => each !== cell && each.store.getState().other === null);
  }

  private followScroll(cell: Cell): void {
    const { scrollLink } = this.store.getState();
    if (scrollLink !== 'off') this.links.follow(cell, this.othersOf(cell), scrollLink);
  }

  /** Windows of one modality, and how pictures lie, go together where they are linked. */
  private followLook(cell: Cell, name: string): void {
    if (!this.store.getState().lookLink) return;
    const { pose, window, inverted } = cell.stack.look.settings;
    // A mask is one of its own run.
    if (name === 'subtract') return;
    const { modality } = cell.view.getState();
    for (const other of this.othersOf(cell)) {
      const now = other.stack.look.settings;
      const alike = other.view.getState().modality === modality;
      if (name === 'pose') other.stack.look.apply({ ...now, pose });
      else if (alike)
        other.stack.look.apply(
          name === 'reset' ? { ...now, pose, window, inverted } : { ...now, window, inverted },
        );
    }
  }

  private addCell(): number {
    const id = this.nextCell;
    this.nextCell += 1;
    const { bytes, pool, memory } = this;
    const cell: Cell = new Cell(id, {
      sources: { bytes, pool, memory },
      instances: this.options.instances,
      openers,
      layers: this.layers,
      tool: () => this.store.getState().tool,
      notes: this.notes,
      history: this.history,
      onStep: () => this.followScroll(cell),
      onLook: (look) => this.followLook(cell, look),
      painter: () => this.renderer.painter(),
      gpu: () => this.renderer.context,
      onDrawn: () => this.drawn(),
    });
    this.cells.set(id, cell);
    return id;
  }

  private drawn(): void {
    if (this.painted) return;
    this.painted = true;
    // Drawn into the canvas now; on the screen after the next frame.
    requestAnimationFrame(() => {
      performance.mark('first-image');
      this.options.onFirstImage();
      this.renderer.start();
    });
  }

  /** The GPU is there, or lost, or there again: what is shown goes on, drawn by what works. */
  private painterChanged(): void {
    this.store.setState({ renderer: this.renderer.kind });
    for (const cell of this.cells.values()) cell.painterChanged();
  }
}
