import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { InstanceHeader } from '../../src-shared/domain/series.ts';
import { readHeader } from './header.ts';
import { sortInstances } from './sort.ts';

const folder = join(import.meta.dirname, '../../../shared/dicom/series');

const slice = (n: number, z: number, change: Partial<InstanceHeader> = {}): InstanceHeader => ({
  sopInstanceUid: `1.2.${n}`,
  sopClassUid: '1.2.840.10008.5.1.4.1.1.2',
  instanceNumber: n,
  frames: 1,
  rows: 512,
  columns: 512,
  imagePosition: [0, 0, z],
  imageOrientation: [1, 0, 0, 0, 1, 0],
  frameOfReferenceUid: '1.2.3',
  ...change,
});
const numbers = (instances: readonly InstanceHeader[]): (number | null)[] =>
  sortInstances(instances).map(({ instanceNumber }) => instanceNumber);

describe('instances in the order of scrolling', () => {
  test('go by position, in the direction of their numbers, whatever order they came in', () => {
    const slices = fc.uniqueArray(fc.integer({ min: -500, max: 500 }), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(slices, fc.boolean(), fc.infiniteStream(fc.nat(100)), (places, down, shuffle) => {
        const sorted = [...places].sort((a, b) => (down ? b - a : a - b));
        const instances = sorted.map((z, index) => slice(index + 1, z));
        const shuffled = [...instances].sort(() => (shuffle.next().value ?? 0) - 50);
        expect(sortInstances(shuffled)).toEqual(instances);
      }),
    );
  });

  test('go by position even where single numbers contradict it', () => {
    expect(numbers([slice(1, 0), slice(9, 1), slice(3, 2), slice(4, 3), slice(5, 4)])).toEqual([
      1, 9, 3, 4, 5,
    ]);
  });

  test('go by number at one place, and where several orientations are mixed', () => {
    expect(numbers([slice(4, 2), slice(2, 0), slice(1, 0), slice(3, 2)])).toEqual([1, 2, 3, 4]);
    const sagittal: Partial<InstanceHeader> = { imageOrientation: [0, 1, 0, 0, 0, -1] };
    expect(numbers([slice(3, 0), slice(1, 50, sagittal), slice(2, 20)])).toEqual([1, 2, 3]);
    const nowhere: Partial<InstanceHeader> = { imagePosition: null };
    expect(numbers([slice(3, 0, nowhere), slice(1, 9), slice(2, 5)])).toEqual([1, 2, 3]);
    // Rows and columns parallel: there is no normal.
    const flat: Partial<InstanceHeader> = { imageOrientation: [1, 0, 0, 1, 0, 0] };
    expect(numbers([slice(2, 0, flat), slice(1, 9, flat)])).toEqual([1, 2]);
  });

  test('put objects without an image last', () => {
    expect(numbers([slice(1, 0, { rows: null, columns: null }), slice(3, 0), slice(2, 9)])).toEqual([
      2, 3, 1,
    ]);
  });

  test.skipIf(!existsSync(folder))('lie at equal distances in a real series', () => {
    const series = join(folder, 'ct-head/thin-1mm-jpegls');
    const headers = readdirSync(series).map((file) => {
      const reading = readHeader(readFileSync(join(series, file)));
      if (reading.kind !== 'header') throw new Error(`${file} has no header`);
      return reading.header;
    });
    const sorted = sortInstances([...headers].sort((a, b) => (a.sopInstanceUid < b.sopInstanceUid ? -1 : 1)));
    expect(sorted).toHaveLength(140);
    const places = sorted.map(({ imagePosition }) => imagePosition?.[2] ?? Number.NaN);
    const steps = places.slice(1).map((place, index) => place - (places[index] ?? 0));
    for (const step of steps) expect(step).toBeCloseTo(steps[0] ?? 0, 2);
  });
});
