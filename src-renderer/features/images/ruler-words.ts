import type { TFunction } from 'i18next';
import type { Format } from '../../ui/format.ts';
import type { Measurement } from '../../viewer/view-state.ts';

/** « 32,5 mm », or in pixels where the image gives no scale. */
export const rulerWords = (t: TFunction, format: Format, { length, unit }: Measurement): string =>
  t(`images.ruler.${unit}`, { length: format.number(unit === 'pixels' ? Math.round(length) : length) });
