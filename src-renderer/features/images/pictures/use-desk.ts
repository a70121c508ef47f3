import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../bridge/call.ts';
import { takeBlob } from '../../../ui/paper/canvas-blob.ts';
import { useFormat } from '../../../ui/words/format.ts';
import { printPictures } from '../../../ui/paper/print-pictures.ts';
import { useController } from '../controller-context.ts';
import { useImages } from '../store.ts';
import { drawPicture } from './draw-picture.ts';
import { drawSheet, pageCount, type PerPage } from './draw-sheet.ts';
import { activeSource, type PictureSource, readPicture, type Voice } from './picture.ts';

/** Device pixels a CSS pixel: fine enough for paper. */
const DENSE = 2;

export interface Desk {
  /** The active image as it lies on screen. Null where none is shown. */
  readonly picture: (named: boolean) => Promise<HTMLCanvasElement | null>;
  readonly copy: (named: boolean) => Promise<void>;
  /** False where the person changed their mind. */
  readonly save: (named: boolean) => Promise<boolean>;
  readonly sheet: (order: SheetOrder, page: number) => Promise<HTMLCanvasElement>;
  readonly print: (order: SheetOrder, onProgress: (done: number) => void) => Promise<void>;
}

export interface SheetOrder {
  readonly sources: readonly PictureSource[];
  readonly perPage: PerPage;
  readonly named: boolean;
}

/** What makes pictures of this window's images: for the clipboard, a file or paper. */
export function useDesk(): Desk {
  const { engine } = useController();
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const technical = useImages((state) => state.mode === 'professional');
  return useMemo(() => {
    const voice: Voice = { t, format, language: i18n.language, technical };
    const read = (source: PictureSource) => readPicture(engine, useImages.getState().exams, source, voice);
    const picture = async (named: boolean): Promise<HTMLCanvasElement | null> => {
      const [source] = activeSource(engine);
      if (source === undefined) return null;
      return drawPicture(await read(source), voice, { size: engine.active.size, dense: DENSE, named });
    };
    const sheet = async (
      { sources, perPage, named }: SheetOrder,
      page: number,
    ): Promise<HTMLCanvasElement> => {
      const pictures = [];
      for (const source of sources.slice((page - 1) * perPage, page * perPage))
        pictures.push(await read(source));
      return drawSheet(pictures, voice, { perPage, named, page, pages: pageCount(sources.length, perPage) });
    };
    return {
      picture,
      sheet,
      copy: async (named) => {
        const canvas = await picture(named);
        if (canvas === null) return;
        await navigator.clipboard.write([new ClipboardItem({ 'image/png': await takeBlob(canvas) })]);
      },
      save: async (named) => {
        const { series } = engine.active.store.getState();
        const canvas = await picture(named);
        if (series === null || canvas === null) return false;
        const png = new Uint8Array(await (await takeBlob(canvas)).arrayBuffer());
        return (await call('viewer.savePicture', { examId: series.examId, png, named })).saved;
      },
      print: (order, onProgress) =>
        printPictures(
          (async function* pages() {
            for (let page = 1; page <= pageCount(order.sources.length, order.perPage); page += 1) {
              yield await takeBlob(await sheet(order, page));
              onProgress(page);
            }
          })(),
          { paper: 'A4 portrait' },
        ),
    };
  }, [engine, t, i18n.language, format, technical]);
}
