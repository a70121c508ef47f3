import type { TFunction } from 'i18next';
import type { Annotation, Reading } from '../../../../src-shared/domain/notes.ts';
import type { Format } from '../../../ui/words/format.ts';

const withUnits = (value: string, units: string): string => (units === '' ? value : `${value}\u00a0${units}`);

/** On a slide under a microscope everything is below a millimetre. */
const fine = (format: Format, value: number): string =>
  value < 0.1 ? format.value(value) : format.number(value);

/** Small areas in mm², larger ones in cm², as a person would say them; in pixels where the image gives no scale. */
const areaWords = (t: TFunction, format: Format, { area, scale }: Reading & { kind: 'area' }): string => {
  if (scale === 'pixels') return t('images.reading.areaPixels', { area: format.number(Math.round(area)) });
  const large = area >= 100;
  const words = { area: fine(format, large ? area / 100 : area) };
  if (scale === 'mm-detector')
    return t(large ? 'images.reading.areaCmDetector' : 'images.reading.areaMmDetector', words);
  return t(large ? 'images.reading.areaCm' : 'images.reading.areaMm', words);
};

/** What an annotation measures, a line each. */
export const readingLines = (t: TFunction, format: Format, reading: Reading): string[] => {
  switch (reading.kind) {
    case 'length': {
      const { length, scale } = reading;
      const shown = scale === 'pixels' ? format.number(Math.round(length)) : fine(format, length);
      return [t(`images.ruler.${scale}`, { length: shown })];
    }
    case 'angle':
      return [t('images.reading.angle', { degrees: format.number(reading.degrees) })];
    case 'area': {
      const { statistics, missing } = reading;
      const note = missing === undefined ? [] : [t(`images.reading.missing.${missing}`)];
      if (statistics === null) return [areaWords(t, format, reading), ...note];
      const { mean, deviation, least, greatest, units } = statistics;
      const range = t('images.reading.range', {
        least: format.value(least),
        greatest: format.value(greatest),
      });
      return [
        withUnits(
          t('images.reading.mean', { mean: format.value(mean), deviation: format.value(deviation) }),
          units,
        ),
        withUnits(range, units),
        areaWords(t, format, reading),
        ...note,
      ];
    }
    case 'value': {
      const { values, units, missing } = reading;
      const [first, green, blue] = values;
      if (missing !== undefined) return [t(`images.reading.missing.${missing}`)];
      if (first === undefined) return [t('images.reading.outside')];
      if (green !== undefined && blue !== undefined)
        return [t('images.reading.colour', { red: first, green, blue })];
      return [withUnits(format.value(first), units)];
    }
    case 'trace':
      return reading.parts.map(({ quantity, value }) =>
        t(`images.reading.trace.${quantity}`, { value: format.value(value) }),
      );
    case 'none':
      return [];
  }
};

/** An annotation in a line: « Longueur : 32,5 mm ». */
export const annotationWords = (
  t: TFunction,
  format: Format,
  { kind, reading, text }: Annotation,
): string => {
  const said = [...readingLines(t, format, reading), text].filter((part) => part !== '').join(', ');
  const name = t(`images.tool.${kind}`);
  return said === '' ? name : t('images.annotation.line', { name, said });
};
