import dicomParser from 'dicom-parser';
import { describe, expect, it } from 'vitest';
import { decimal } from './data-set.ts';
import { decodeJpegLs, jpegLsEncoder } from './jpeg-ls.ts';
import { part10File } from './part10.ts';

const ct = { SOPClassUID: '1.2.840.10008.5.1.4.1.1.2', SOPInstanceUID: '2.25.1' } as const;

describe('a DICOM file', () => {
  const file = part10File(
    {
      ...ct,
      PatientName: 'NOËL^Léo',
      StudyInstanceUID: '2.25.12',
      Rows: 1,
      BitsAllocated: 16,
      ImagePositionPatient: [-179.648437512345, 0.1 + 0.2, -1e-9],
      ImageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'],
      PositionReferenceIndicator: '',
      SpiralPitchFactor: 1.2,
      FrameIncrementPointer: ['FrameTime'],
      AnatomicRegionSequence: [{ CodeValue: 'T-D3000', CodeMeaning: 'Thorax' }],
      AcquisitionContextSequence: '',
    },
    { kind: 'native', bytes: new Uint8Array([1, 2, 3]) },
  );
  const dataSet = dicomParser.parseDicom(file);

  it('can be read by another reader', () => {
    expect(dataSet.string('x00020010')).toBe('1.2.840.10008.1.2.1');
    expect(dataSet.string('x00080016')).toBe(ct.SOPClassUID);
    expect(dataSet.uint16('x00280010')).toBe(1);
    expect(dataSet.double('x00189311')).toBe(1.2);
    expect(dataSet.string('x00080008', 2)).toBe('AXIAL');
    expect(dataSet.elements['x00081032']).toBeUndefined();
    expect(dataSet.elements['x00082218']?.items?.[0]?.dataSet?.string('x00080104')).toBe('Thorax');
  });

  it('writes names in UTF-8, empty values for type 2, and tags as pairs', () => {
    const name = dataSet.elements['x00100010'];
    expect(
      file
        .subarray(name!.dataOffset, name!.dataOffset + name!.length)
        .toString('utf8')
        .trim(),
    ).toBe('NOËL^Léo');
    expect(dataSet.elements['x00201040']?.length).toBe(0);
    expect(dataSet.elements['x00400555']?.length).toBe(0);
    expect(dataSet.attributeTag('x00280009')).toBe('x00181063');
  });

  it('has elements in the order of their tags, and all of even length', () => {
    const elements = Object.values(dataSet.elements).filter(({ tag }) => tag > 'x0002ffff');
    const byOffset = [...elements].sort((a, b) => a.dataOffset - b.dataOffset).map(({ tag }) => tag);
    expect(byOffset).toEqual([...byOffset].sort());
    for (const { length } of elements) expect(length % 2).toBe(0);
  });

  it('keeps decimal strings within sixteen characters', () => {
    for (const value of [-179.648437512345, 0.1 + 0.2, -1e-9, 1 / 3]) {
      expect(decimal(value).length).toBeLessThanOrEqual(16);
      expect(Number(decimal(value))).toBeCloseTo(value, 5);
    }
  });
});

describe('encapsulated pixel data', () => {
  it('has an offset table that finds every frame', () => {
    const frames = [new Uint8Array([1, 2, 3]), new Uint8Array([4, 5]), new Uint8Array([6, 7, 8, 9])];
    const file = part10File(
      { ...ct, NumberOfFrames: 3 },
      { kind: 'encapsulated', syntax: 'jpegBaseline', frames },
    );
    const dataSet = dicomParser.parseDicom(file);
    const element = dataSet.elements['x7fe00010']!;
    expect(element.basicOffsetTable).toHaveLength(3);
    frames.forEach((frame, index) => {
      const read = dicomParser.readEncapsulatedImageFrame(dataSet, element, index);
      expect([...read.subarray(0, frame.length)]).toEqual([...frame]);
    });
  });

  it('is lossless in JPEG-LS', async () => {
    const encode = await jpegLsEncoder(12);
    const pixels = Uint16Array.from({ length: 64 * 32 }, (_, index) => (index * 37 + (index >> 5)) % 4096);
    const bytes = encode(pixels, 64, 32);
    expect(await decodeJpegLs(bytes)).toEqual(pixels);
    expect(bytes.length).toBeLessThan(pixels.byteLength);
  });
});
