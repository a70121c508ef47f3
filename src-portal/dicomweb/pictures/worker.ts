import { parentPort } from 'node:worker_threads';
import { CannotDecode } from './cannot-decode.ts';
import { decodeFrame, type DecodedFrame } from './decode-frame.ts';
import type { GreyPipeline } from './greyscale.ts';
import type { ImageInfo } from './image-info.ts';
import { toEightBits, type Bitmap, type Palette } from './to-eight-bits.ts';

export interface Task {
  readonly id: number;
  readonly bytes: Uint8Array;
  readonly info: ImageInfo;
  /** Null: the stored values are wanted, not a picture of them. */
  readonly render: { readonly grey: GreyPipeline; readonly palette: Palette | null } | null;
}

export type TaskResult =
  | { readonly id: number; readonly kind: 'stored'; readonly frame: DecodedFrame }
  | { readonly id: number; readonly kind: 'bitmap'; readonly bitmap: Bitmap }
  | {
      readonly id: number;
      readonly kind: 'failed';
      readonly code: CannotDecode['code'];
      readonly message: string;
    };

async function perform({ id, bytes, info, render }: Task): Promise<TaskResult> {
  try {
    const frame = await decodeFrame(bytes, info);
    if (!render) return { id, kind: 'stored', frame };
    return { id, kind: 'bitmap', bitmap: toEightBits(frame, info, render.grey, render.palette) };
  } catch (error) {
    const code = error instanceof CannotDecode ? error.code : 'undecodable-image';
    return { id, kind: 'failed', code, message: error instanceof Error ? error.message : String(error) };
  }
}

// Runs decoders over files from strangers, apart from everything else: worker-pool.ts bounds its time and memory.
parentPort?.on('message', (task: Task) => {
  void perform(task).then((result) => parentPort?.postMessage(result));
});
