import { describe, expect, it } from 'vitest';
import { writeDicom, type TestElement } from '../testing/write-dicom.ts';
import { clipStretch, clipTimes } from './clip-times.ts';
import { readPart10 } from './part10.ts';

const times = (frames: number, ...elements: TestElement[]) =>
  clipTimes(
    readPart10(writeDicom('1.2.840.10008.1.2.1', [['00080018', 'UI', '1.2'], ...elements])).dataset,
    frames,
  );
const stretch = (frames: number, ...elements: TestElement[]) =>
  clipStretch(
    readPart10(writeDicom('1.2.840.10008.1.2.1', [['00080018', 'UI', '1.2'], ...elements])).dataset,
    frames,
  );
const vector: TestElement = ['00181065', 'DS', '0\\40\\60'];
const frameTime: TestElement = ['00181063', 'DS', '33.3667'];
const pointer = (element: number): TestElement => ['00280009', 'AT', [0x18, 0, element & 255, element >> 8]];

describe('clipTimes', () => {
  it('has each frame stay until the next one comes', () => {
    expect(times(3, vector)).toEqual([40, 60, 60]);
    expect(times(3, frameTime)).toEqual([33.3667]);
    expect(times(1, frameTime)).toBeNull();
  });

  it('believes the pointer where a vector and one time are there', () => {
    expect(times(3, vector, frameTime, pointer(0x1065))).toEqual([40, 60, 60]);
    expect(times(3, vector, frameTime, pointer(0x1063))).toEqual([33.3667]);
  });

  it('goes by what is recommended for showing, but not by its rounding', () => {
    expect(times(3, frameTime, ['00082144', 'IS', '30'])).toEqual([33.3667]);
    expect(times(3, frameTime, ['00082144', 'IS', '10'])).toEqual([100]);
    expect(times(3, vector, ['00082144', 'IS', '50'])).toEqual([20]);
  });

  it('takes a rate where nothing else is there, and nothing that is nonsense', () => {
    expect(times(3, ['00180040', 'IS', '25'])).toEqual([40]);
    expect(times(3, ['00181065', 'DS', '0\\40\\0'], ['00180040', 'IS', '25'])).toEqual([40]);
    expect(times(3, ['00181063', 'DS', '0'])).toBeNull();
  });
});

describe('clipStretch', () => {
  it('is what its writer left of the clip, where that can be played', () => {
    expect(stretch(20, ['00082142', 'IS', '3'], ['00082143', 'IS', '12'])).toEqual([2, 11]);
    expect(stretch(20, ['00082142', 'IS', '3'])).toEqual([2, 19]);
    expect(stretch(20, ['00082142', 'IS', '1'], ['00082143', 'IS', '20'])).toBeNull();
    expect(stretch(20, ['00082142', 'IS', '5'], ['00082143', 'IS', '99'])).toEqual([4, 19]);
    expect(stretch(20, ['00082142', 'IS', '12'], ['00082143', 'IS', '12'])).toBeNull();
    expect(stretch(20, ['00082142', 'IS', '30'], ['00082143', 'IS', '40'])).toBeNull();
    expect(stretch(20)).toBeNull();
  });
});
