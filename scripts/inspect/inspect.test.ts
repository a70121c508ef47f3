import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dicomFolder, hasDicomFolder } from '../../src-renderer/viewer/testing/dicom-manifest.ts';
import { conformance, type Outcome, table } from './conformance.ts';

const inspect = (...files: string[]) => {
  const main = path.join(import.meta.dirname, 'main.ts');
  const { stdout, status } = spawnSync(process.execPath, [main, ...files], {
    cwd: dicomFolder,
    encoding: 'utf8',
    // Vitest's own settings for its children are none of this program's.
    env: { PATH: process.env['PATH'] },
  });
  const lines = stdout.split('\n').filter((line) => line !== '');
  return { status, lines: lines.map((line): unknown => JSON.parse(line)) };
};

describe.skipIf(!hasDicomFolder)('every file of the test data', () => {
  let outcomes: Outcome[] = [];
  beforeAll(async () => {
    outcomes = await conformance();
  }, 300_000);

  const of = (verdict: Outcome['verdict']) => outcomes.filter((outcome) => outcome.verdict === verdict);
  const paths = (some: readonly Outcome[]) => some.map(({ entry }) => entry.path);
  const find = (file: string) => outcomes.find(({ entry }) => entry.path === file)?.inspection;

  it('is inspected', () => {
    expect(outcomes.length).toBeGreaterThan(800);
  });

  it('has the pixels of an independent decoder', () => {
    // This one says JPEG 2000 and holds JPEG lossless; the reference decoder believed it and saw nothing.
    expect(paths(of('differs'))).toEqual(['broken/wrong-ts-j2k-says-jpeg.dcm']);
    const missed = outcomes.filter(
      ({ entry, verdict }) =>
        entry.reference_pixel_sha256 !== undefined && entry.broken !== true && verdict === 'refused',
    );
    expect(paths(missed)).toEqual([]);
    const lossless = outcomes.filter(({ entry }) => entry.exact === true && entry.broken !== true);
    expect(lossless.length).toBeGreaterThan(600);
    expect(paths(lossless.filter(({ verdict }) => verdict !== 'same'))).toEqual([]);
  });

  it('has a kind a person can be told', () => {
    const kinds = Object.fromEntries(outcomes.map(({ entry, inspection }) => [entry.path, inspection.kind]));
    expect(kinds).toMatchObject({
      'sr/reportsi.dcm': 'report',
      'series/ct-head/key-object-note.dcm': 'key-objects',
      'pr/pr-luts.dcm': 'presentation-state',
      'seg/liver_rle.dcm': 'segmentation',
      'rt/rtstruct.dcm': 'structure-set',
      'rt/rtdose.dcm': 'dose',
      'rt/rtplan.dcm': 'plan',
      'ecg/ecg-12lead.dcm': 'waveform',
      'encapsulated/pdf.dcm': 'document',
      'encapsulated/stl.dcm': 'model',
      'video/es-mpeg2-50frames.dcm': 'video',
      'sm/sm-140tiles-jpeg.dcm': 'slide',
      'sm/sm-annotations.dcm': 'annotations',
      'sr/rwvm.dcm': 'value-map',
      'other/parametric-map-float.dcm': 'parametric-map',
      'dicomdir/pydicom-cd/DICOMDIR': 'directory',
    });
  });

  it('is refused in words, never by a bug', () => {
    for (const { entry, inspection } of of('refused')) {
      expect(inspection.error?.code, entry.path).toMatch(
        /^(instance-(not-dicom|damaged|has-no-image)|transfer-syntax-unsupported)$/,
      );
    }
    expect(find('broken/text-named.dcm')?.error?.code).toBe('instance-not-dicom');
    expect(find('broken/trunc-j2k-stream.dcm')?.error?.code).toBe('instance-damaged');
    expect(find('broken/unknown-transfer-syntax.dcm')?.error?.code).toBe('transfer-syntax-unsupported');
  });

  it('stands in the documentation', () => {
    const document = path.join(import.meta.dirname, '../../docs/dicom-conformance.md');
    expect(readFileSync(document, 'utf8').trim()).toBe(table(outcomes).trim());
  });
});

describe.skipIf(!hasDicomFolder)('npm run inspect', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'emage-inspect-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('prints a line a file, in the order given', () => {
    const { status, lines } = inspect('ct/ct-small-128.dcm', path.join(dicomFolder, 'rt/rtplan.dcm'));
    expect(status).toBe(0);
    expect(lines).toEqual([
      {
        file: 'ct/ct-small-128.dcm',
        kind: 'image',
        frames: 1,
        rows: 128,
        columns: 128,
        min: 128,
        max: 2191,
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
      { file: path.join(dicomFolder, 'rt/rtplan.dcm'), kind: 'plan' },
    ]);
  });

  it('says in words what is wrong, goes on, and exits with 1', () => {
    const file = path.join(folder, 'letter.dcm');
    writeFileSync(file, 'Bonjour');
    const { status, lines } = inspect(file, '/dev/zero', '-x', 'missing.dcm', 'rt/rtplan.dcm');
    expect(status).toBe(1);
    expect(lines).toEqual([
      { file, error: expect.stringContaining('n’a pas le bon format') },
      { file: '/dev/zero', error: expect.stringContaining('fichier') },
      { file: '-x', error: expect.stringContaining('fichier') },
      { file: 'missing.dcm', error: expect.stringContaining('fichier') },
      { file: 'rt/rtplan.dcm', kind: 'plan' },
    ]);
  });

  it('needs a file', () => {
    expect(inspect()).toEqual({ status: 2, lines: [] });
  });
});
