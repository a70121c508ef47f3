import type { Types } from '@cornerstonejs/core';
import type { LoadedImage } from '../series/series-loader.ts';
import { openViewport, releaseImage, startCornerstone, type Viewport } from './cornerstone.ts';
import { frameOf, pixelSize } from './image-facts.ts';
import { forgetImage, imageId, rememberImage } from './shown-images.ts';
import { type GreyLook, type Point, type Stage, ZOOM_LIMITS } from './stage.ts';

const signature = (image: LoadedImage): string => {
  const { row, column } = pixelSize(image);
  const { orientation } = frameOf(image).geometry;
  return [
    image.display.kind,
    image.display.rows,
    image.display.columns,
    row,
    column,
    orientation?.join() ?? '',
  ].join();
};

/** Draws through Cornerstone's stack viewport, on the GPU. */
export class CornerstoneStage implements Stage {
  private readonly viewport: Viewport;
  private readonly element: HTMLDivElement;
  private ids: string[] = [];
  private shape = '';
  private latest = 0;
  private fitScale = 1;
  /** Whether the picture fills the element, and should again when that changes its size. */
  private fitted = true;
  private shown: LoadedImage | null = null;

  constructor(element: HTMLDivElement, onRendered: () => void) {
    startCornerstone();
    this.element = element;
    this.viewport = openViewport(element, () => {
      // Cornerstone also draws the empty viewport.
      if (this.shown !== null) onRendered();
    });
  }

  setStack(name: string, count: number): void {
    for (const id of this.ids) this.release(id);

    this.ids = Array.from({ length: count }, (_, index) => imageId(name, index));
    this.shape = '';
    this.shown = null;
  }

  evict(index: number): void {
    const id = this.ids[index];
    if (id !== undefined) this.release(id);
  }

  async show(index: number, image: LoadedImage, look: GreyLook | null): Promise<boolean> {
    const id = this.ids[index];
    if (id === undefined) return false;
    this.latest += 1;
    const turn = this.latest;
    rememberImage(id, image);
    const { stack } = this.viewport;
    const shape = signature(image);
    const fresh = shape !== this.shape;
    this.shape = shape;
    if (fresh) await stack.setStack([...this.ids], index);
    else await stack.setImageIdIndex(index);
    if (turn !== this.latest) return false;
    this.shown = image;
    if (fresh) {
      this.viewport.resize();
      this.resetCamera();
    }
    this.setLook(look);
    return true;
  }

  setLook(look: GreyLook | null): void {
    const { stack } = this.viewport;
    if (look === null) stack.setProperties({ voiRange: { lower: 0, upper: 255 }, invert: false });
    else stack.setProperties({ voiRange: { lower: look.lower, upper: look.upper }, invert: look.inverted });
    stack.render();
  }

  fit(): void {
    this.resetCamera();
    this.viewport.stack.render();
  }

  zoom(factor: number, around: Point | null): void {
    const { stack } = this.viewport;
    const { parallelScale, focalPoint, position } = stack.getCamera();
    if (parallelScale === undefined || focalPoint === undefined || this.shown === null) return;
    this.fitted = false;
    const scale = Math.max(
      this.fitScale / ZOOM_LIMITS.most,
      Math.min(this.fitScale / ZOOM_LIMITS.least, parallelScale / factor),
    );
    const kept = scale / parallelScale;
    const anchor = around === null ? focalPoint : stack.canvasToWorld([around.x, around.y]);
    const move = (at: Types.Point3): Types.Point3 => [
      at[0] + (anchor[0] - focalPoint[0]) * (1 - kept),
      at[1] + (anchor[1] - focalPoint[1]) * (1 - kept),
      at[2] + (anchor[2] - focalPoint[2]) * (1 - kept),
    ];
    stack.setCamera({
      parallelScale: scale,
      focalPoint: move(focalPoint),
      ...(position === undefined ? {} : { position: move(position) }),
    });
    stack.render();
  }

  pan(by: Point): void {
    const { stack } = this.viewport;
    const { focalPoint, position } = stack.getCamera();
    if (focalPoint === undefined || this.shown === null) return;
    this.fitted = false;
    const from = stack.canvasToWorld([0, 0]);
    const to = stack.canvasToWorld([by.x, by.y]);
    const move = (at: Types.Point3): Types.Point3 => [
      at[0] + from[0] - to[0],
      at[1] + from[1] - to[1],
      at[2] + from[2] - to[2],
    ];
    stack.setCamera({
      focalPoint: move(focalPoint),
      ...(position === undefined ? {} : { position: move(position) }),
    });
    stack.render();
  }

  get size(): { readonly width: number; readonly height: number } {
    return { width: this.element.clientWidth, height: this.element.clientHeight };
  }

  get zoomFactor(): number {
    return this.fitScale / (this.viewport.stack.getCamera().parallelScale ?? this.fitScale);
  }

  get pixelsPerMillimetre(): number | null {
    if (this.shown === null || frameOf(this.shown).geometry.spacing === null) return null;
    const { parallelScale } = this.viewport.stack.getCamera();
    return parallelScale === undefined ? null : this.element.clientHeight / (2 * parallelScale);
  }

  toImage(at: Point): Point | null {
    const frame = this.frame();
    if (frame === null) return null;
    const world = this.viewport.stack.canvasToWorld([at.x, at.y]);
    const offset = [
      world[0] - frame.origin[0],
      world[1] - frame.origin[1],
      world[2] - frame.origin[2],
    ] as const;
    const along = (axis: Types.Point3): number =>
      offset[0] * axis[0] + offset[1] * axis[1] + offset[2] * axis[2];
    return { x: along(frame.right) / frame.column, y: along(frame.down) / frame.row };
  }

  toElement(at: Point): Point | null {
    const frame = this.frame();
    if (frame === null) return null;
    const [x, y] = [at.x * frame.column, at.y * frame.row];
    const world = frame.origin.map(
      (value, axis) => value + x * (frame.right[axis] ?? 0) + y * (frame.down[axis] ?? 0),
    );
    const [u, v] = this.viewport.stack.worldToCanvas([world[0] ?? 0, world[1] ?? 0, world[2] ?? 0]);
    return { x: u, y: v };
  }

  resize(): void {
    this.viewport.resize();
    if (this.shown === null) return;
    if (this.fitted) this.fit();
    else this.viewport.stack.render();
  }

  destroy(): void {
    for (const id of this.ids) this.release(id);
    this.viewport.destroy();
  }

  private resetCamera(): void {
    const { stack } = this.viewport;
    stack.resetCamera();
    this.fitScale = stack.getCamera().parallelScale ?? 1;
    this.fitted = true;
  }

  private frame(): {
    origin: Types.Point3;
    right: Types.Point3;
    down: Types.Point3;
    row: number;
    column: number;
  } | null {
    if (this.shown === null) return null;
    const { geometry } = frameOf(this.shown);
    const [a, b, c, d, e, f] = geometry.orientation ?? [1, 0, 0, 0, 1, 0];
    const [x, y, z] = geometry.position ?? [0, 0, 0];
    return { origin: [x, y, z], right: [a, b, c], down: [d, e, f], ...pixelSize(this.shown) };
  }

  private release(id: string): void {
    releaseImage(id);
    forgetImage(id);
  }
}
