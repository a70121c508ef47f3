import { randomFillSync } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { part10File } from '../../../src-portal/seed/dicom/part10.ts';

export interface BigStudy {
  readonly study: string;
  readonly series: string;
  readonly instances: readonly string[];
  readonly bytes: number;
}

const side = 512;

/** Writes a CT of so many 512 × 512 slices, one file each, no two alike: half a megabyte a slice. */
export async function writeBigStudy(folder: string, slices: number): Promise<BigStudy> {
  await mkdir(folder, { recursive: true });
  const [study, series] = ['2.25.1000', '2.25.1000.1'];
  const pixels = randomFillSync(Buffer.alloc(side * side * 2));
  let bytes = 0;
  const instances = Array.from({ length: slices }, (_, index) => `2.25.1000.1.${index + 1}`);
  for (const [index, instance] of instances.entries()) {
    pixels.writeUInt32LE(index, 0);
    const file = part10File(
      {
        SOPClassUID: '1.2.840.10008.5.1.4.1.1.2',
        SOPInstanceUID: instance,
        StudyInstanceUID: study,
        SeriesInstanceUID: series,
        Modality: 'CT',
        SeriesNumber: '1',
        InstanceNumber: String(index + 1),
        StudyDate: '20260303',
        StudyTime: '090000',
        PatientID: 'BENCH',
        PatientName: 'BENCH^Anne',
        ImagePositionPatient: `0\\0\\${index}`,
        ImageOrientationPatient: '1\\0\\0\\0\\1\\0',
        PixelSpacing: '0.5\\0.5',
        Rows: side,
        Columns: side,
        SamplesPerPixel: 1,
        PhotometricInterpretation: 'MONOCHROME2',
        BitsAllocated: 16,
        BitsStored: 16,
        HighBit: 15,
        PixelRepresentation: 0,
      },
      { kind: 'native', bytes: pixels },
    );
    bytes += file.length;
    await writeFile(join(folder, `${index + 1}.dcm`), file);
  }
  return { study, series, instances, bytes };
}
