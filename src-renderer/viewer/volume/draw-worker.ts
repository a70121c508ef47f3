/// <reference lib="webworker" />
import { type Drawable, drawPiece, type DrawTask, piecesOf } from './draw-tasks.ts';

declare const self: DedicatedWorkerGlobalScope;

export type DrawMessage =
  | { readonly kind: 'drawable'; readonly drawable: Drawable }
  /** `control`: the next piece, and 1 once the picture is not wanted any more. */
  | { readonly kind: 'draw'; readonly id: number; readonly task: DrawTask; readonly control: Int32Array };

let drawable: Drawable | null = null;

self.addEventListener('message', ({ data }: MessageEvent<DrawMessage>) => {
  if (data.kind === 'drawable') {
    ({ drawable } = data);
    return;
  }
  const { id, task, control } = data;
  if (drawable !== null) {
    const pieces = piecesOf(task, drawable);
    for (;;) {
      const piece = Atomics.add(control, 0, 1);
      if (piece >= pieces || Atomics.load(control, 1) !== 0) break;
      drawPiece(task, drawable, piece);
    }
  }
  self.postMessage(id);
});
