import type { ImageRef } from '../../src-shared/domain/notes.ts';
import type { InstanceHeader } from '../../src-shared/domain/series.ts';
import { AppFailure } from '../../src-shared/errors.ts';
import type { InstanceRef } from '../../src-shared/ipc/byte-channel.ts';
import type { Settings } from './appearance.ts';
import type { ViewSources } from './cell-view.ts';
import type { ElementList } from './dicom/read-elements.ts';
import type { LayerBook } from './layers/layer-book.ts';
import type { Thumbnail } from './look/thumbnail.ts';
import type { Drawn } from './picture/drawn.ts';
import { readOffScreen } from './picture/off-screen.ts';
import { imagesInOrder } from './series/images-in-order.ts';
import { middleInstance, type SeriesAddress } from './series/series-loader.ts';
import { stackIndex } from './series/stack-index.ts';
import { initialPose } from './stage/pose.ts';

/** Behind every image that is looked at, and before nothing. */
const LAST = 900_000;
/** A person waits for it. */
const FIRST = 0;

export interface AsideOptions {
  readonly sources: Pick<ViewSources, 'bytes' | 'pool' | 'memory'>;
  /** The list of a series' images. */
  readonly instances: (address: SeriesAddress) => Promise<readonly InstanceHeader[]>;
  readonly layers: LayerBook;
  /** How a series is shown in a cell; null where none shows it. */
  readonly settingsOf: (seriesInstanceUid: string) => Settings | null;
}

/** What is read of a window's exams and shown in no cell: small pictures, layers, data elements, pictures for paper. */
export class Aside {
  private readonly options: AsideOptions;

  constructor(options: AsideOptions) {
    this.options = options;
  }

  /** A small picture of the image in the middle of a series; null for a series that holds none. */
  async thumbnail(
    address: SeriesAddress,
    headers: readonly InstanceHeader[],
    longest: number,
  ): Promise<Thumbnail | null> {
    const sopInstanceUid = middleInstance(headers);
    if (sopInstanceUid === null) return null;
    const { bytes, pool } = this.options.sources;
    const file = await bytes.get({ ...address, sopInstanceUid }, LAST).bytes;
    return pool.run({ kind: 'thumbnail', file, longest }, [file]);
  }

  /** All data elements of an instance. */
  async elements(ref: InstanceRef): Promise<ElementList> {
    const { bytes, pool } = this.options.sources;
    const file = await bytes.get(ref, FIRST).bytes;
    return pool.run({ kind: 'elements', file }, [file]);
  }

  /** Reads an instance that is laid over images, and keeps it for that. */
  async annex(address: SeriesAddress, sopInstanceUid: string, label: string): Promise<void> {
    const { bytes, pool } = this.options.sources;
    const file = await bytes.get({ ...address, sopInstanceUid }, LAST).bytes;
    const { object } = await pool.run({ kind: 'object', file }, [file]);
    if (
      object.kind === 'segmentation' ||
      object.kind === 'structure-set' ||
      object.kind === 'dose' ||
      object.kind === 'presentation-state'
    )
      this.options.layers.add(sopInstanceUid, label, object);
  }

  /** An image that need not be on screen: as a cell shows its series, else as the file says. */
  async drawn(address: SeriesAddress, image: ImageRef): Promise<Drawn> {
    const { instances, settingsOf, sources, layers } = this.options;
    const headers = await instances(address);
    const header = headers.find(({ sopInstanceUid }) => sopInstanceUid === image.sopInstanceUid);
    if (header === undefined) throw new AppFailure('not-found', 'no such image');
    const shown = settingsOf(address.seriesInstanceUid);
    // Whole: what was enlarged on one slice is elsewhere on another.
    const settings =
      shown === null ? null : { ...shown, pose: { ...shown.pose, zoom: 1, centre: initialPose.centre } };
    const { presentationOf } = layers;
    const drawn = await readOffScreen({ sources, address, header, image, settings, presentationOf });
    const index = stackIndex(headers, image.sopInstanceUid, image.frame + 1) ?? 0;
    const count = imagesInOrder(headers).reduce((sum, { frames }) => sum + frames, 0);
    return { ...drawn, view: { ...drawn.view, index, count } };
  }
}
