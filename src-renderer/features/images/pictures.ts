import { AppFailure } from '../../../src-shared/errors.ts';
import { appErrorOf, call } from '../../bridge/call.ts';
import { tellFailed } from '../../ui/toasts.tsx';
import type { ViewerEngine } from '../../viewer/engine.ts';
import { useImages } from './store.ts';

/** Device pixels a CSS pixel: fine enough for paper. */
const DENSE = 2;

/** The active cell as a picture, with all that stands and is drawn on it: on paper, on the clipboard, or as a file. */
export class Pictures {
  private readonly engine: ViewerEngine;
  constructor(engine: ViewerEngine) {
    this.engine = engine;
  }

  async print(): Promise<void> {
    const address = URL.createObjectURL(await this.png());
    const image = new Image();
    image.className = 'images-print';
    image.src = address;
    await image.decode();
    document.body.append(image);
    window.print();
    image.remove();
    URL.revokeObjectURL(address);
  }

  async copy(): Promise<void> {
    try {
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': await this.png() })]);
      useImages.setState({ outcome: 'copied' });
    } catch (error) {
      tellFailed(appErrorOf(error));
    }
  }

  async save(): Promise<void> {
    const { series } = this.engine.active.store.getState();
    if (series === null) return;
    try {
      const png = new Uint8Array(await (await this.png()).arrayBuffer());
      const { saved } = await call('viewer.savePicture', { examId: series.examId, png });
      if (saved) useImages.setState({ outcome: 'saved' });
    } catch (error) {
      tellFailed(appErrorOf(error));
    }
  }

  private async png(): Promise<Blob> {
    const { active } = this.engine;
    const { shown } = active.stack;
    const { width, height } = active.size;
    const canvas = document.createElement('canvas');
    canvas.width = width * DENSE;
    canvas.height = height * DENSE;
    const context = canvas.getContext('2d', { alpha: false });
    if (shown === null || context === null) throw new AppFailure('internal', 'nothing is shown');
    active.stack.paintOn(context, shown.affine, { width, height }, DENSE);
    context.setTransform(DENSE, 0, 0, DENSE, 0, 0);
    this.drawMarks(context);
    return new Promise((resolve, reject) =>
      canvas.toBlob((blob) => {
        if (blob === null) reject(new AppFailure('internal', 'no picture'));
        else resolve(blob);
      }, 'image/png'),
    );
  }

  /** What stands in the page over the image, at the same places: lines, then words. */
  private drawMarks(context: CanvasRenderingContext2D): void {
    const cell = document.querySelector('[data-testid="viewport"][data-active="true"]');
    const box = cell?.getBoundingClientRect();
    if (cell === null || box === undefined) return;
    for (const path of cell.querySelectorAll<SVGPathElement>('.images-note path, .images-note line')) {
      const { stroke, strokeWidth, opacity } = getComputedStyle(path);
      const d = path.getAttribute('d');
      const at = (name: string): string => path.getAttribute(name) ?? '0';
      const shape = new Path2D(d ?? `M${at('x1')},${at('y1')} L${at('x2')},${at('y2')}`);
      context.lineWidth = Number.parseFloat(strokeWidth);
      context.strokeStyle = stroke;
      context.globalAlpha = Number(opacity);
      context.stroke(shape);
    }
    context.globalAlpha = 1;
    const words = cell.querySelectorAll<HTMLElement>(
      '.images-corner > span, .images-corner > strong, .images-edge, .images-note-label > span',
    );
    for (const element of words) {
      const { left, top, height } = element.getBoundingClientRect();
      context.font = getComputedStyle(element).font;
      context.textBaseline = 'middle';
      context.lineWidth = 3;
      context.strokeStyle = '#000';
      context.fillStyle = '#fff';
      const [x, y] = [left - box.left, top - box.top + height / 2];
      context.strokeText(element.textContent, x, y);
      context.fillText(element.textContent, x, y);
    }
  }
}
