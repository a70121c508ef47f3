import { expect, it } from 'vitest';
import { imageElements, type TestElement, writeDicom } from '../testing/write-dicom.ts';
import { openInstance } from './describe.ts';

const colourOf = (...elements: TestElement[]) =>
  openInstance(
    writeDicom('1.2.840.10008.1.2.1', [...imageElements(1, 2), ['7fe00010', 'OB', [0, 0]], ...elements]),
  ).description.shutterColour;

it('covers in black, or in the grey or colour that the file gives (PS3.3 C.7.6.11)', () => {
  expect(colourOf()).toBeNull();
  expect(colourOf(['00181622', 'US', 0])).toBeNull();
  expect(colourOf(['00181622', 'US', 0x8000])).toEqual([128, 128, 128]);
  expect(colourOf(['00181622', 'US', 0x8000], ['00181624', 'US', [65_535, 32_896, 32_896]])).toEqual([
    255, 255, 255,
  ]);
});
