import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppFailure } from '../../../src-shared/errors.ts';
import { hasDicomFolder, manifest, readDicomFile } from '../testing/dicom-manifest.ts';
import { nodeCodecs } from '../testing/node-codecs.ts';
import { readObject } from './read-object.ts';
import { fromCielab } from '../dicom/cielab.ts';
import { containerOf } from './video.ts';

const codecs = nodeCodecs();
const read = (file: string) => readObject(readDicomFile(file), codecs);

describe('fromCielab', () => {
  it('knows white, black and red', () => {
    expect(fromCielab([65_535, 32_896, 32_896])).toEqual([255, 255, 255]);
    expect(fromCielab([0, 32_896, 32_896])).toEqual([0, 0, 0]);
    const [red, green, blue] = fromCielab([34_885, 53_485, 50_171]);
    expect(red).toBeGreaterThan(240);
    expect(green + blue).toBeLessThan(40);
  });
});

describe('containerOf', () => {
  it('goes by the first bytes', () => {
    expect(containerOf(Uint8Array.from([0, 0, 0, 24, 0x66, 0x74, 0x79, 0x70]))).toBe('mp4');
    expect(containerOf(Uint8Array.from([0, 0, 1, 0xb3]))).toBe('mpeg-video');
    expect(containerOf(new Uint8Array(0))).toBe('unknown');
  });
});

describe.skipIf(!hasDicomFolder)('readObject', () => {
  it('reads a measurement report: its figures with their units', async () => {
    const report = await read('sr/tid1500-measurements.dcm');
    if (report.kind !== 'report') throw new Error(report.kind);
    const [group] = report.groups;
    expect(group?.title).toBe('primary tumor · Neoplasm, Primary');
    expect(group?.measurements).toContainEqual(
      expect.objectContaining({
        concept: expect.objectContaining({ meaning: 'Volume' }),
        text: '33.5824',
        unit: 'ml',
      }),
    );
  });

  it('reads twelve leads in millivolts', async () => {
    const ecg = await read('ecg/ecg-12lead.dcm');
    if (ecg.kind !== 'waveform') throw new Error(ecg.kind);
    const [rhythm] = ecg.groups;
    expect(rhythm?.channels.map(({ label }) => label).join()).toBe('I,II,III,aVR,aVL,aVF,V1,V2,V3,V4,V5,V6');
    expect(rhythm?.frequency).toBe(1000);
    // I + III = II, whatever the heart does (Einthoven).
    const [one, two, three] = rhythm?.channels ?? [];
    for (let at = 0; at < 10_000; at += 97) {
      expect(
        Math.abs((one?.samples[at] ?? 0) + (three?.samples[at] ?? 0) - (two?.samples[at] ?? 0)),
      ).toBeLessThan(0.02);
    }
  });

  it('reads which pixels a segment has', async () => {
    const liver = await read('seg/liver_rle.dcm');
    const same = await read('seg/liver_deflate.dcm');
    if (liver.kind !== 'segmentation' || same.kind !== 'segmentation') throw new Error(liver.kind);
    expect(liver.segments.map(({ name }) => name)).toEqual(['Liver']);
    expect(liver.frames).toHaveLength(3);
    expect(same.frames.map(({ values }) => values)).toEqual(liver.frames.map(({ values }) => values));
  });

  it('reads structures with their contours, key images and presentation states', async () => {
    const structures = await read('rt/study/rtss.dcm');
    if (structures.kind !== 'structure-set') throw new Error(structures.kind);
    expect(structures.structures.some(({ contours }) => contours.length > 10)).toBe(true);
    const keys = await read('series/ct-head/key-object-note.dcm');
    expect(keys).toMatchObject({ kind: 'key-objects', references: { length: 3 } });
    const state = await read('pr/pr-luts.dcm');
    expect(state).toMatchObject({
      kind: 'presentation-state',
      label: 'XLUT_P03',
      presentationTable: { bits: 8 },
    });
  });

  it('ends with an answer or a coded failure on any damage', { timeout: 120_000 }, async () => {
    const small = manifest().filter(
      ({ kind, broken, path }) =>
        kind === 'no image' && broken !== true && !/DICOMDIR|\.(TXT|HTM|EXE|INF)$/.test(path),
    );
    const files = small.map(({ path }) => readDicomFile(path)).filter(({ length }) => length < 300_000);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)), { maxLength: 12 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (file, changes, cut) => {
          const damaged = file.slice(0, Math.ceil(file.length * Math.max(cut, 0.1)));
          for (const [at, value] of changes) damaged[Math.floor(at * (damaged.length - 1))] = value;
          try {
            await readObject(damaged, codecs);
          } catch (error) {
            expect(error).toBeInstanceOf(AppFailure);
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});
