import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readDicomdir } from './read-dicomdir.ts';

const discs = join(import.meta.dirname, '../../../shared/dicom/dicomdir');
const read = async (path: string) => readDicomdir(await readFile(join(discs, path)));

describe.skipIf(!existsSync(discs))('a disc’s table of contents', () => {
  test('names patients and exams, with the files of each', async () => {
    const { files, studies } = await read('patient-cd/DICOMDIR');
    expect(new Set(studies.map(({ patient }) => patient.name)).size).toBe(4);
    expect(studies.flatMap((study) => study.files).sort()).toEqual([...files].sort());
    for (const study of studies) {
      expect(study.modalities).not.toEqual([]);
      expect(study.seriesCount).toBeGreaterThan(0);
    }
  });

  test.each(['DICOMDIR-bigEnd', 'DICOMDIR-implicit', 'DICOMDIR-reordered'])(
    'says the same as %s, however it is written',
    async (name) => {
      const inOrder = ({ studies }: Awaited<ReturnType<typeof read>>) =>
        studies
          .map((study) => ({
            ...study,
            files: [...study.files].sort(),
            modalities: [...study.modalities].sort(),
          }))
          .sort((a, b) => (a.studyInstanceUid < b.studyInstanceUid ? -1 : 1));
      expect(inOrder(await read(`pydicom-cd/${name}`))).toEqual(inOrder(await read('pydicom-cd/DICOMDIR')));
    },
  );

  test('without patients still lists their exams; an empty or damaged one lists none', async () => {
    expect((await read('pydicom-cd/DICOMDIR-nopatient')).studies.length).toBeGreaterThan(0);
    expect((await read('pydicom-cd/DICOMDIR-empty.dcm')).studies).toEqual([]);
    for (const name of ['pydicom-cd/DICOMDIR-nooffset', 'patient-cd/README.TXT'])
      expect(await read(name)).toEqual({ files: [], studies: [] });
  });
});
