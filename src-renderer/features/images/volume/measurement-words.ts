import type { TFunction } from 'i18next';
import type { Format } from '../../../ui/words/format.ts';
import type { VolumeMeasurement } from '../../../viewer/volume/volume-state.ts';
import { readingLines } from '../notes/reading-words.ts';

/** What was measured in a plane, a line each. `slab`: what is drawn is thicker than what the values are of. */
export const measurementLines = (
  t: TFunction,
  format: Format,
  { kind, millimetres, statistics }: VolumeMeasurement,
  slab: boolean,
): string[] => {
  if (kind === 'length') return [t('images.ruler.mm', { length: format.number(millimetres) })];
  const lines = readingLines(t, format, { kind: 'area', area: millimetres, scale: 'mm', statistics });
  return slab && statistics !== null ? [...lines, t('volume.valuesOfPlane')] : lines;
};
