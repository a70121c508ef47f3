import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { realExams } from '../portal/portal.ts';

const shorts = (...values: number[]): Buffer =>
  Buffer.concat(values.map((value) => Buffer.from([value & 255, value >> 8])));

/** An element of group 0028 in explicit VR little endian, of a VR with a short length. */
const descriptor = (element: number): Buffer =>
  Buffer.concat([shorts(0x0028, element), Buffer.from('US'), shorts(6, 256, 0, 16)]);

const table = (element: number, entry: (at: number) => number): Buffer =>
  Buffer.concat([
    shorts(0x0028, element),
    Buffer.from('OW'),
    shorts(0, 512, 0),
    shorts(...Array.from({ length: 256 }, (_, at) => Math.max(0, Math.min(65_535, Math.round(entry(at)))))),
  ]);

/** How its series calls itself. */
export const pseudoColourName = 'pseudo colours over the image';

/**
 * A grey presentation state of the test data as one with a palette, from black by red and yellow to white, that has pixels
 * seen twice as wide as high.
 */
export const pseudoColourState = async (): Promise<Buffer> => {
  const grey = (await readFile(join(realExams, 'pr/pr-luts.dcm'))).toString('latin1');
  const renamed = grey
    .replaceAll('5.1.4.1.1.11.1', '5.1.4.1.1.11.3')
    .replaceAll('1.2.276.0.7230010.3.200.6.0', '1.2.276.0.7230010.3.200.6.7')
    .replace('pstates for combined lut test', pseudoColourName)
    .replace('p\0\x02\x01IS\x04\x001\\1', 'p\0\x02\x01IS\x04\x001\\2');
  const bytes = Buffer.from(renamed, 'latin1');
  const at = bytes.indexOf(Buffer.from('\x28\x00\x00\x30SQ', 'latin1'));
  // The last element, which a state with a palette has not (PS3.3 A.33.3).
  const end = bytes.indexOf(Buffer.from('\x50\x20\x10\x00SQ', 'latin1'));
  const third = 65_535 / 85;
  return Buffer.concat([
    bytes.subarray(0, at),
    descriptor(0x1101),
    descriptor(0x1102),
    descriptor(0x1103),
    table(0x1201, (value) => value * third),
    table(0x1202, (value) => (value - 85) * third),
    table(0x1203, (value) => (value - 170) * third),
    bytes.subarray(at, end),
  ]);
};
