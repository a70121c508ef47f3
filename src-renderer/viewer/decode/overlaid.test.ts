import { describe, expect, it } from 'vitest';
import { openInstance } from '../dicom/describe.ts';
import { frameBytes } from '../dicom/frame-bytes.ts';
import { transferSyntax } from '../dicom/transfer-syntax.ts';
import { nodeCodecs } from '../testing/node-codecs.ts';
import { imageElements, type TestElement, writeDicom, writeEncapsulated } from '../testing/write-dicom.ts';
import { decodeFrame } from './decode-frame.ts';
import { runTask } from './run-task.ts';

/** An image of two pixels of 12 bits, whose bit 13 is an overlay plane. */
const elements: TestElement[] = [
  ...imageElements(1, 2, { bits: 16 }).filter(([tag]) => tag !== '00280101' && tag !== '00280102'),
  ['00280101', 'US', 12],
  ['00280102', 'US', 11],
  ['60000010', 'US', 1],
  ['60000011', 'US', 2],
  ['60000100', 'US', 16],
  ['60000102', 'US', 13],
];
const words = [0x0fff, 0x2005];

const opened = async (file: Uint8Array) => {
  const answer = await runTask({ kind: 'open', file: file.slice().buffer, frame: 0 }, nodeCodecs());
  if (!('outcome' in answer) || !answer.outcome.ok) throw new Error('not decoded');
  const { frame } = answer.outcome;
  if (frame.kind !== 'grey') throw new Error('no grey');
  return { values: [...frame.values], embedded: frame.embedded?.map((bits) => [...bits]) };
};
const wanted = { values: [4095, 5], embedded: [[0, 1]] };

/** The two words in 16 bits by the first predictor (ISO 10918-1 Annex H): differences of −28673 and 4102. */
const jpeg = [
  ...[0xff, 0xd8, 0xff, 0xc3, 0, 11, 16, 0, 1, 0, 2, 1, 1, 0x11, 0],
  // Codes 0 and 10: differences of 15 and of 13 bits.
  ...[0xff, 0xc4, 0, 21, 0, 1, 1, ...Array.from({ length: 14 }, () => 0), 15, 13],
  ...[0xff, 0xda, 0, 8, 1, 1, 0, 1, 0, 0],
  ...[0x0f, 0xfe, 0xa0, 0x0d],
  ...[0xff, 0xd9],
];

describe('overlay planes in the bits above the values', () => {
  it('are there as they lie, in either byte order', async () => {
    for (const syntax of [transferSyntax.explicitLittle, transferSyntax.explicitBig])
      expect(await opened(writeDicom(syntax, [...elements, ['7fe00010', 'OW', words]]))).toEqual(wanted);
  });

  it('come out of RLE', async () => {
    const header = [2, 64, 67].flatMap((value) => [value, 0, 0, 0]);
    const rle = [...header, ...Array.from({ length: 52 }, () => 0), 1, 0x0f, 0x20, 1, 0xff, 0x05];
    expect(await opened(writeEncapsulated(transferSyntax.rle, elements, [rle]))).toEqual(wanted);
  });

  it('come out of lossless JPEG', async () => {
    expect(await opened(writeEncapsulated('1.2.840.10008.1.2.4.70', elements, [jpeg]))).toEqual(wanted);
  });

  it('are not looked for where values come out changed', () => {
    const file = writeEncapsulated('1.2.840.10008.1.2.4.51', elements, [[0xff, 0xd8]]);
    expect(openInstance(file).description.overlays).toEqual([]);
  });
});

describe('uncompressed frames in fragments', () => {
  const syntax = transferSyntax.encapsulatedUncompressed;
  const run = (frames: number): TestElement[] => [...imageElements(3, 3), ['00280008', 'IS', String(frames)]];
  const decoded = async (file: Uint8Array, frame: number): Promise<number[]> => {
    const { description, bytes } = openInstance(file);
    const part = frameBytes(bytes, description, frame);
    return [...(await decodeFrame(part.bytes, description.format, part.firstBit, nodeCodecs())).samples];
  };

  it('are found by their length where there is no table, padding included', async () => {
    const file = writeEncapsulated(syntax, run(2), [
      [1, 2, 3, 4],
      [5, 6, 7, 8, 9, 0],
      [11, 12],
      [13, 14, 15, 16],
      [17, 18, 19, 0],
    ]);
    expect(await decoded(file, 0)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(await decoded(file, 1)).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19]);
  });

  it('are refused where they have other lengths', () => {
    const file = writeEncapsulated(syntax, run(2), [
      [1, 2, 3, 4],
      [5, 6, 7, 8, 9, 0, 0, 0],
      [1, 2],
    ]);
    expect(() => openInstance(file)).toThrow('fragments');
  });
});
