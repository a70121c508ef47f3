import type { Annotation, ImageRef } from '../../../../src-shared/domain/notes.ts';
import { sameImage } from '../../../../src-shared/domain/notes.ts';
import { AppFailure } from '../../../../src-shared/errors.ts';
import type { PictureExtension } from '../../../../src-shared/ipc/schemas/pictures.ts';
import { appErrorOf, call } from '../../../bridge/call.ts';
import type { ViewSources } from '../../../viewer/cell-view.ts';
import type { ViewerEngine } from '../../../viewer/engine.ts';
import { FILM_MOST, filmKind, makeFilm } from '../../../viewer/picture/film.ts';
import { imagesOfSeries, ownTime } from '../../../viewer/picture/images-of-series.ts';
import { pictureSize, type PictureLook, WholePicture } from '../../../viewer/picture/whole-picture.ts';
import type { Written } from '../../../viewer/picture/marks.ts';
import type { LoadedImage } from '../../../viewer/series/series-loader.ts';
import { shapeOf } from '../../../viewer/stage/pose.ts';
import { closeSaving, useSaving, type What } from './saving-store.ts';

/** A canvas takes no more. */
const PICTURE_MOST = 8192;

export interface SavingWish {
  readonly what: What;
  /** Of pictures; a film has the kind that this computer makes. */
  readonly extension: 'png' | 'jpg';
  /** What a person noted, and the letters of the patient's directions. */
  readonly marks: boolean;
  /** An annotation's words, a line each. */
  readonly wordsOf: (annotation: Annotation) => readonly string[];
  /** The series' description, for the name. */
  readonly series: string;
}

interface Batch {
  readonly batchId: string;
}

/** The images of the active cell as files, whole, as they are lit and turned on screen. */
export class ImageSaver {
  private readonly engine: ViewerEngine;
  private abort: AbortController | null = null;

  constructor(engine: ViewerEngine) {
    this.engine = engine;
  }

  /** What is shown was recorded as a clip, with times of its own. */
  get isClip(): boolean {
    const { loaded } = this.engine.active.stack;
    return loaded !== null && ownTime(loaded) !== null;
  }

  /** The extension of the films that this computer makes of what is shown; null where it makes none. */
  async filmExtension(): Promise<PictureExtension | null> {
    const { stack } = this.engine.active;
    const { loaded } = stack;
    if (loaded === null) return null;
    return (
      (await filmKind(pictureSize(shapeOf(loaded), stack.look.settings.pose, FILM_MOST)))?.extension ?? null
    );
  }

  async start(wish: SavingWish): Promise<void> {
    const { active } = this.engine;
    const { images } = active;
    const { loaded, look: shownLook } = active.stack;
    if (images === null || loaded === null) return;
    const { count, seriesInstanceUid } = active.view.getState();
    const look: PictureLook = {
      settings: shownLook.settings,
      presentationOf: this.engine.layers.presentationOf,
      layersOf: this.engine.layers.over,
      writtenOn: wish.marks ? this.notesBy(seriesInstanceUid ?? '', wish.wordsOf) : null,
    };
    const abort = new AbortController();
    this.abort = abort;
    try {
      const make = { wish, images, loaded, look, signal: abort.signal };
      if (wish.what === 'film') await this.film(make);
      else if (wish.what === 'series' && count > 1) await this.series(make, count);
      else await this.image(make);
    } catch (error) {
      if (abort.signal.aborted) closeSaving();
      else
        useSaving.setState(
          { kind: 'failed', error: error instanceof AppFailure ? error.error : appErrorOf(error) },
          true,
        );
    }
  }

  /** Stops what runs: nothing of it stays. */
  stop(): void {
    this.abort?.abort();
  }

  private notesBy(
    seriesInstanceUid: string,
    wordsOf: SavingWish['wordsOf'],
  ): (image: LoadedImage) => readonly Written[] {
    const { annotations } = this.engine.notes.store.getState();
    return ({ instance, frame }) => {
      const { sopInstanceUid, sopClassUid } = instance;
      const ref: ImageRef = { seriesInstanceUid, sopInstanceUid, sopClassUid, frame };
      return annotations
        .filter((annotation) => sameImage(annotation.image, ref))
        .map((annotation) => ({
          kind: annotation.kind,
          points: annotation.points,
          lines: wordsOf(annotation),
        }));
    };
  }

  private async image({ wish, images, loaded, look }: Making): Promise<void> {
    const batch = await begin(images.address.examId, wish.series, wish.extension, 1);
    if (batch === null) return;
    const picture = new WholePicture(look, pictureSize(shapeOf(loaded), look.settings.pose, PICTURE_MOST));
    await keeping(batch, wish.what, async () => {
      picture.paint(loaded);
      await call('pictures.put', { ...batch, number: 1, bytes: await encoded(picture, wish.extension) });
      return { count: 1, missing: 0 };
    });
    picture.release();
  }

  private async series(making: Making, count: number): Promise<void> {
    const { wish, images, look, signal } = making;
    const batch = await begin(images.address.examId, wish.series, wish.extension, count);
    if (batch === null) return;
    await keeping(batch, wish.what, async () => {
      let missing = 0;
      running(0, count);
      for await (const { index, image } of imagesOfSeries(images, look, signal)) {
        if (image === null) missing += 1;
        else {
          // Each in its own size: a series may hold a scout beside its slices.
          const picture = new WholePicture(
            look,
            pictureSize(shapeOf(image), look.settings.pose, PICTURE_MOST),
          );
          picture.paint(image);
          const bytes = await encoded(picture, wish.extension);
          picture.release();
          await call('pictures.put', { ...batch, number: index + 1, bytes });
        }
        running(index + 1, count);
      }
      if (missing === count) throw new AppFailure('instance-damaged', 'no image could be read');
      return { count: count - missing, missing };
    });
  }

  private async film({ wish, images, loaded, look, signal }: Making): Promise<void> {
    const size = pictureSize(shapeOf(loaded), look.settings.pose, FILM_MOST);
    const kind = await filmKind(size);
    if (kind === null) throw new AppFailure('internal', 'no film can be made here');
    const batch = await begin(images.address.examId, wish.series, kind.extension, 1);
    if (batch === null) return;
    const picture = new WholePicture(look, size);
    await keeping(batch, wish.what, async () => {
      let missing = 0;
      let shown = 0;
      const frames = async function* (): AsyncGenerator<number> {
        for await (const { index, count, image, seconds } of imagesOfSeries(images, look, signal)) {
          running(index, count);
          if (image === null) missing += 1;
          else {
            picture.paint(image);
            shown += 1;
          }
          // The one before stays in the place of one that cannot be read: the others keep their time.
          if (shown > 0) yield seconds;
        }
      };
      const bytes = await makeFilm(picture.canvas, kind, frames());
      await call('pictures.put', { ...batch, number: 1, bytes });
      return { count: shown, missing };
    });
    picture.release();
  }
}

interface Making {
  readonly wish: SavingWish;
  readonly images: ViewSources;
  readonly loaded: LoadedImage;
  readonly look: PictureLook;
  readonly signal: AbortSignal;
}

const running = (done: number, total: number): void =>
  useSaving.setState({ kind: 'running', done, total }, true);

const encoded = (picture: WholePicture, extension: 'png' | 'jpg'): Promise<Uint8Array<ArrayBuffer>> =>
  picture.encoded(extension === 'png' ? 'image/png' : 'image/jpeg');

/** Null where the person changed their mind. */
const begin = async (
  examId: string,
  series: string,
  extension: PictureExtension,
  count: number,
): Promise<Batch | null> => {
  const { batchId } = await call('pictures.begin', {
    examId,
    series: series.slice(0, 120),
    extension,
    count,
  });
  return batchId === null ? null : { batchId };
};

/** What was made is kept, or where it failed all of it is taken away again. */
const keeping = async (
  batch: Batch,
  what: What,
  make: () => Promise<{ readonly count: number; readonly missing: number }>,
): Promise<void> => {
  try {
    const made = await make();
    const { name } = await call('pictures.end', { ...batch, keep: true });
    useSaving.setState({ kind: 'done', ...batch, what, ...made, name }, true);
  } catch (error) {
    await call('pictures.end', { ...batch, keep: false }).catch(() => undefined);
    throw error;
  }
};
