import type { ImageRef } from '../../../src-shared/domain/notes.ts';
import type { InstanceHeader } from '../../../src-shared/domain/series.ts';
import { AppFailure } from '../../../src-shared/errors.ts';
import type { ViewSources } from '../cell-view.ts';
import type { Drawn } from './drawn.ts';
import { SeriesLoader, type SeriesAddress } from '../series/series-loader.ts';
import type { Settings } from '../appearance.ts';
import { StackView, type StackOptions } from '../stack-view.ts';
import type { ViewState } from '../view-state.ts';

export interface OffScreenOptions {
  readonly sources: Pick<ViewSources, 'bytes' | 'pool' | 'memory'>;
  readonly address: SeriesAddress;
  /** Of the instance that holds it. */
  readonly header: InstanceHeader;
  readonly image: ImageRef;
  /** Null: as the image, or its presentation, has it. */
  readonly settings: Settings | null;
  readonly presentationOf: StackOptions['presentationOf'];
}

/** Reads an image that no cell shows. Fails as it would fail in a cell. */
export async function readOffScreen({
  sources,
  address,
  header,
  image: { sopInstanceUid, frame },
  settings,
  presentationOf,
}: OffScreenOptions): Promise<Drawn> {
  let stop = (): void => undefined;
  try {
    return await new Promise<Drawn>((resolve, reject) => {
      const loader: SeriesLoader = new SeriesLoader(address, [header], {
        ...sources,
        onChange: (changed) => stack.changed(changed),
      });
      let isSet = settings === null;
      const follow = (view: ViewState): void => {
        const wanted = loader.indexOf(sopInstanceUid, frame) ?? 0;
        // Frames may have been put in order while the instance was read.
        if (view.index !== wanted) stack.goTo(wanted);
        else if (view.picture.kind === 'failed')
          reject(new AppFailure(view.picture.error.code, view.picture.error.message));
        else if (!isSet && settings !== null && stack.drawn !== null) {
          isSet = true;
          stack.look.apply(settings);
          // Less a mask that is still to be read it comes later.
          follow(view);
        } else if (isSet && stack.drawn !== null) resolve(stack.drawn);
      };
      const stack: StackView = new StackView({
        publish: follow,
        onChange: () => undefined,
        onStep: () => undefined,
        presentationOf,
      });
      stop = () => {
        loader.stop();
        stack.close();
      };
      stack.open(address.seriesInstanceUid, loader, loader.indexOf(sopInstanceUid, frame) ?? 0);
    });
  } finally {
    stop();
  }
}
