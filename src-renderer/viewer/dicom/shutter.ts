import { fromCielab } from './cielab.ts';
import type { DicomDataset } from './dataset.ts';
import type { ShutterShape } from './types.ts';

/** Display Shutter (PS3.3 C.7.6.11): what stays visible, in columns and rows counted from 0. */
export const readShutter = (dataset: DicomDataset): ShutterShape[] => {
  const shapes = dataset.strings('x00181600');
  return shapes.flatMap((shape): ShutterShape[] => {
    if (shape === 'RECTANGULAR') {
      const left = dataset.decimal('x00181602');
      const right = dataset.decimal('x00181604');
      const top = dataset.decimal('x00181606');
      const bottom = dataset.decimal('x00181608');
      if (left === undefined || right === undefined || top === undefined || bottom === undefined) return [];
      if (right <= left || bottom <= top) return [];
      return [{ kind: 'rectangle', left: left - 1, right: right - 1, top: top - 1, bottom: bottom - 1 }];
    }
    if (shape === 'CIRCULAR') {
      const [row, column] = dataset.decimals('x00181610');
      const radius = dataset.decimal('x00181612');
      if (row === undefined || column === undefined || radius === undefined || radius <= 0) return [];
      return [{ kind: 'circle', x: column - 1, y: row - 1, radius }];
    }
    if (shape === 'POLYGONAL') {
      const values = dataset.decimals('x00181620');
      if (values.length < 6 || values.length % 2 !== 0) return [];
      const points = Array.from({ length: values.length / 2 }, (_, at) => ({
        x: (values[at * 2 + 1] ?? 1) - 1,
        y: (values[at * 2] ?? 1) - 1,
      }));
      return [{ kind: 'polygon', points }];
    }
    return [];
  });
};

/** What covers the rest: a colour, or a grey (P-Values, 0 for black); null for black. */
export const readShutterColour = (dataset: DicomDataset): readonly [number, number, number] | null => {
  const [l, a, b] = dataset.uint16s('x00181624');
  if (l !== undefined && a !== undefined && b !== undefined) return fromCielab([l, a, b]);
  const level = (dataset.uint16('x00181622') ?? 0) >> 8;
  return level === 0 ? null : [level, level, level];
};
