import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Annotation } from '../../src-shared/domain/notes.ts';
import type { DocumentSubject } from './document-module.ts';
import { keyObjectSelection } from './key-objects.ts';
import { measurementReport } from './measurement-report.ts';

const folder = mkdtempSync(join(tmpdir(), 'emage-sr-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const has = (tool: string): boolean => {
  try {
    execFileSync(tool, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** What dcmtk, which knows nothing of us, reads. */
const dump = (tool: string, file: Uint8Array, ...how: string[]): string => {
  const path = join(folder, `${tool}.dcm`);
  writeFileSync(path, file);
  return execFileSync(tool, [...how, path], { encoding: 'utf8' });
};

const subject: DocumentSubject = {
  studyInstanceUid: '1.2.3',
  patient: { name: 'LEFÈVRE^Zoé', id: 'P-7', birthDate: '19510417', sex: 'F' },
  author: 'LEFÈVRE^Zoé',
  now: new Date(2026, 2, 3, 14, 5, 9),
  framesOf: (uid) => (uid === '1.2.3.4.2' ? 30 : 1),
};
const image = (last: number, frame = 0) => ({
  seriesInstanceUid: '1.2.3.4',
  sopInstanceUid: `1.2.3.4.${last}`,
  sopClassUid: '1.2.840.10008.5.1.4.1.1.2',
  frame,
});
const note = (kind: Annotation['kind'], change: Partial<Annotation>): Annotation => ({
  id: '7d9f3f0e-3d52-4c7c-8f55-0d1c6ed3a001',
  kind,
  image: image(1),
  points: [
    { x: 10, y: 20 },
    { x: 40, y: 60 },
  ],
  text: '',
  reading: { kind: 'none' },
  ...change,
});

describe.skipIf(!has('dsrdump'))('read by dcmtk', () => {
  it('measurements are a report of TID 1500 with values, units and places', () => {
    const statistics = { count: 9, mean: 41.5, deviation: 3.25, least: -12, greatest: 98, units: 'HU' };
    const file = measurementReport(
      [
        note('length', { reading: { kind: 'length', length: 50.123456, scale: 'mm' } }),
        note('ellipse', { reading: { kind: 'area', area: 942.5, scale: 'mm', statistics } }),
        note('length', { reading: { kind: 'trace', parts: [{ quantity: 'speed-change', value: 62.5 }] } }),
        note('arrow', { text: 'À revoir', image: image(2, 11) }),
      ],
      subject,
    );
    const text = dump('dsrdump', file);
    expect(text).toContain('Imaging Measurement Report');
    expect(text).toMatch(/Length.*"50\.123456" \(mm,UCUM/);
    expect(text).toMatch(/Attenuation Coefficient.*"41\.5" \(\[hnsf'U\],UCUM/);
    expect(text).toMatch(/Quantity.*"62\.5" \(cm\/s,UCUM/);
    expect(text).toContain('À revoir');
    // Corners and not middles of pixels, and frames counted from 1.
    expect(text).toContain('(POLYLINE,10.5/20.5,');
    expect(text).toContain('(CT image,,12)');
    const header = dump('dcmdump', file);
    expect(header).toMatch(/\(0040,db00\) CS \[1500\]/);
    expect(header).toContain('LEFÈVRE^Zoé');
    expect(header).toMatch(/\(0008,1160\) IS \[12\]/);
  });

  it('what is no plain quantity says what it is: millimetres at the detector, a difference', () => {
    const statistics = null;
    const file = measurementReport(
      [
        note('length', { reading: { kind: 'length', length: 50, scale: 'mm-detector' } }),
        note('ellipse', {
          reading: { kind: 'area', area: 900, scale: 'mm-detector', statistics },
          text: 'Nodule',
        }),
        note('length', { reading: { kind: 'length', length: 50, scale: 'mm' } }),
        note('length', { reading: { kind: 'trace', parts: [{ quantity: 'speed-change', value: 62.5 }] } }),
      ],
      subject,
    );
    const said = dump('dsrdump', file, '+Pl').match(/(?<=TEXT:\(,,"Comment"\)=").*(?=")/g);
    const atDetector = 'At the detector, where all is larger than in the patient';
    expect(said).toEqual([atDetector, atDetector, 'Nodule', 'Difference between the ends']);
  });

  it('key images are a Key Object Selection that names each image', () => {
    const file = keyObjectSelection([image(1), image(2, 4)], subject);
    const text = dump('dsrdump', file);
    expect(text).toContain('Key Object Selection Document');
    expect(text).toContain('Of Interest');
    const header = dump('dcmdump', file);
    expect(header).toMatch(/\(0008,0060\) CS \[KO\]/);
    expect(header).toMatch(/\(0008,1160\) IS \[5\]/);
    expect(header.match(/ReferencedSOPInstanceUID/g)).toHaveLength(4);
    // Of no request: an empty list of them would be none that the standard knows (type 1C).
    expect(header).not.toContain('ReferencedRequestSequence');
  });
});
