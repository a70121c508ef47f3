import type { DragEvent } from 'react';
import type { SeriesAddress } from '../../../viewer/series/series-loader.ts';
import { allSeries } from '../exam-contents.ts';
import { useImages } from '../store.ts';

/** Of this program alone: no file and no text from elsewhere is taken for a series. */
const TYPE = 'application/x-emage-series';

/** A series of the list is taken by the pointer. */
export const dragSeries = (event: DragEvent, seriesInstanceUid: string): void => {
  event.dataTransfer.setData(TYPE, seriesInstanceUid);
  event.dataTransfer.effectAllowed = 'copy';
};

export const isSeriesDrag = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes(TYPE);

/** What was let go of; null for what is no series of this window. */
export const droppedSeries = ({ dataTransfer }: DragEvent): SeriesAddress | null => {
  const uid = dataTransfer.getData(TYPE);
  return allSeries(useImages.getState().exams).find((each) => each.seriesInstanceUid === uid) ?? null;
};
