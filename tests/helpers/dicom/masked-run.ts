import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dicomElement } from './dicom-element.ts';
import { realExams } from '../portal/portal.ts';

const text = (value: string): Buffer =>
  Buffer.from(value.padEnd(value.length + (value.length % 2)), 'latin1');

const uid = (value: string): Buffer =>
  Buffer.from(value.padEnd(value.length + (value.length % 2), '\0'), 'latin1');

const shorts = (...values: number[]): Buffer =>
  Buffer.concat(values.map((value) => Buffer.from([value & 255, value >> 8])));

/** A sequence of one item. */
const sequence = (group: number, element: number, item: Buffer): Buffer => {
  const head = Buffer.alloc(20);
  head.writeUInt16LE(group, 0);
  head.writeUInt16LE(element, 2);
  head.write('SQ', 4, 'latin1');
  head.writeUInt32LE(item.length + 8, 8);
  head.writeUInt32LE(0xe000fffe, 12);
  head.writeUInt32LE(item.length, 16);
  return Buffer.concat([head, item]);
};

/** The angiogram of the test data (12 frames), of which frame 2 is to be taken from the frames 3 to 12, and 4 to 8 are played. */
export const maskedRun = async (): Promise<Buffer> => {
  const bytes = await readFile(join(realExams, 'xa/xa-cine-12frames-jpeglossless.dcm'));
  // A name of its own, as long as the one before.
  bytes.write('Masked run', bytes.indexOf(Buffer.from('\x10\x00\x10\x00PN', 'latin1')) + 8, 'latin1');
  const patient = bytes.indexOf(Buffer.from('\x10\x00\x00\x00UL', 'latin1'));
  const relationship = Buffer.from('\x28\x00\x40\x10CS\x04\x00LIN ', 'latin1');
  const behind = bytes.indexOf(relationship) + relationship.length;
  return Buffer.concat([
    bytes.subarray(0, patient),
    dicomElement(0x0008, 0x2142, 'IS', text('4')),
    dicomElement(0x0008, 0x2143, 'IS', text('8')),
    bytes.subarray(patient, behind),
    dicomElement(0x0028, 0x1090, 'CS', text('SUB')),
    sequence(
      0x0028,
      0x6100,
      Buffer.concat([
        dicomElement(0x0028, 0x6101, 'CS', text('AVG_SUB')),
        dicomElement(0x0028, 0x6102, 'US', shorts(3, 12)),
        dicomElement(0x0028, 0x6110, 'US', shorts(2)),
      ]),
    ),
    bytes.subarray(behind),
  ]);
};

/** How the series of `maskState` calls itself. */
export const maskStateName = 'mask of image 5';

/** A presentation state of that run: image 5 is taken away from all others, and no difference is a middle grey. */
export const maskState = (): Buffer => {
  const study = '999.999.1.19941016.083000';
  const run = `${study}.5`;
  const meta = dicomElement(0x0002, 0x0010, 'UI', uid('1.2.840.10008.1.2.1'));
  const image = sequence(
    0x0008,
    0x1140,
    Buffer.concat([
      dicomElement(0x0008, 0x1150, 'UI', uid('1.2.840.10008.5.1.4.1.1.12.1')),
      dicomElement(0x0008, 0x1155, 'UI', uid(`${run}.104`)),
    ]),
  );
  return Buffer.concat([
    Buffer.alloc(128),
    Buffer.from('DICM'),
    meta,
    dicomElement(0x0008, 0x0016, 'UI', uid('1.2.840.10008.5.1.4.1.1.11.5')),
    dicomElement(0x0008, 0x0018, 'UI', uid(`${study}.6.1`)),
    dicomElement(0x0008, 0x0060, 'CS', text('PR')),
    dicomElement(0x0008, 0x103e, 'LO', text(maskStateName)),
    sequence(0x0008, 0x1115, Buffer.concat([image, dicomElement(0x0020, 0x000e, 'UI', uid(run))])),
    dicomElement(0x0010, 0x0010, 'PN', text('Masked run')),
    dicomElement(0x0020, 0x000d, 'UI', uid(study)),
    dicomElement(0x0020, 0x000e, 'UI', uid(`${study}.6`)),
    dicomElement(0x0028, 0x1090, 'CS', text('SUB')),
    sequence(
      0x0028,
      0x3110,
      Buffer.concat([
        dicomElement(0x0028, 0x1050, 'DS', text('0')),
        dicomElement(0x0028, 0x1051, 'DS', text('41')),
      ]),
    ),
    sequence(
      0x0028,
      0x6100,
      Buffer.concat([
        dicomElement(0x0028, 0x6101, 'CS', text('AVG_SUB')),
        dicomElement(0x0028, 0x6110, 'US', shorts(5)),
      ]),
    ),
    dicomElement(0x0070, 0x0080, 'CS', text('MASK')),
    dicomElement(0x2050, 0x0020, 'CS', text('IDENTITY')),
  ]);
};
