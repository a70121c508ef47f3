import { expect, test } from 'vitest';
import { dicomJsonSchema, instanceOf, lacksGeometry, seriesOf } from './dicom-json.ts';

const instance = {
  '00080016': { vr: 'UI', Value: ['1.2.840.10008.5.1.4.1.1.2'] },
  '00080018': { vr: 'UI', Value: ['1.2.3'] },
  '00200013': { vr: 'IS', Value: ['7'] },
  '00280010': { vr: 'US', Value: [512] },
  '00280011': { vr: 'US', Value: [256] },
  '00200032': { vr: 'DS', Value: ['-1.5', 2, '3e1'] },
  '00200037': { vr: 'DS', Value: [1, 0, 0, 0, 1, 0] },
};

test('an instance is read from numbers and from strings alike', () => {
  const [parsed] = dicomJsonSchema.parse([instance]);
  expect(instanceOf(parsed!)).toEqual({
    sopInstanceUid: '1.2.3',
    sopClassUid: '1.2.840.10008.5.1.4.1.1.2',
    instanceNumber: 7,
    frames: 1,
    rows: 512,
    columns: 256,
    imagePosition: [-1.5, 2, 30],
    imageOrientation: [1, 0, 0, 0, 1, 0],
    frameOfReferenceUid: null,
  });
});

test('nonsense is left out, and what names nothing is no result', () => {
  const [odd] = dicomJsonSchema.parse([
    { ...instance, '00280010': { Value: [-1] }, '00200032': { Value: [null, 'x', 1] }, '00200013': 'what' },
  ]);
  expect(instanceOf(odd!)).toMatchObject({ rows: null, imagePosition: null, instanceNumber: null });
  const [nameless, evil] = dicomJsonSchema.parse([{}, { '00080018': { Value: ['../../etc'] } }]);
  expect(instanceOf(nameless!)).toBeNull();
  expect(instanceOf(evil!)).toBeNull();
  expect(seriesOf(nameless!)).toBeNull();
});

test('a slice without its place is noticed, a radiograph needs none', () => {
  const header = instanceOf(dicomJsonSchema.parse([instance])[0]!)!;
  expect(lacksGeometry([header])).toBe(false);
  expect(lacksGeometry([{ ...header, imagePosition: null }])).toBe(true);
  expect(lacksGeometry([{ ...header, imagePosition: null, sopClassUid: '1.2.840.10008.5.1.4.1.1.1' }])).toBe(
    false,
  );
});
