import type { InstanceHeader } from '../../src-shared/domain/series.ts';
import type { ByteClient } from './bytes/byte-client.ts';
import type { DecodePool } from './decode/decode-pool.ts';
import type { ImageMemory } from './series/image-memory.ts';
import type { GpuContext } from './stage/gpu-context.ts';
import type { SeriesAddress } from './series/series-loader.ts';

/**
 * What takes a cell in a stack's place: a volume, a film, a document, a report. It draws into the element that it is
 * given, listens there for itself, and keeps its own store for the component that stands around it
 * (`features/images/cells/cell-views.ts` says which).
 */
export interface CellView {
  readonly kind: string;
  /** Called each time its component is on screen anew; what it returns, when it leaves. */
  attach(element: HTMLDivElement): () => void;
  /** The GPU that the window's views share, for who can use it: when the view takes its cell, and when that changes. */
  useGpu?(context: GpuContext | null): void;
  /** For good: lets go of memory, of workers and of the GPU. */
  close(): void;
}

/** What a view may work with. */
export interface ViewSources {
  readonly address: SeriesAddress;
  readonly headers: readonly InstanceHeader[];
  readonly bytes: ByteClient;
  readonly pool: DecodePool;
  readonly memory: ImageMemory;
}

/** Makes the view of series that are no stack of images. */
export interface Opener {
  readonly accepts: (headers: readonly InstanceHeader[]) => boolean;
  readonly open: (sources: ViewSources) => CellView;
}
