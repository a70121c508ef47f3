import { describe, expect, it } from 'vitest';
import { runTask } from '../decode/run-task.ts';
import { hasDicomFolder, readDicomFile } from '../testing/dicom-manifest.ts';
import { nodeCodecs } from '../testing/node-codecs.ts';

const codecs = nodeCodecs();
const open = async (path: string, frame = 0, part = 1) => {
  const whole = readDicomFile(path);
  const file = whole.slice(0, Math.floor(whole.length * part)).buffer;
  const answer = await runTask({ kind: 'open', file, frame }, codecs);
  if (!('outcome' in answer)) throw new Error('not opened');
  return answer;
};

describe.skipIf(!hasDicomFolder)('a frame that the file ends within', () => {
  it('is there as far as it goes, and says so', async () => {
    const [cut, whole] = await Promise.all([
      open('broken/trunc-explicit-half-pixels.dcm'),
      open('ct/ct-small-128.dcm'),
    ]);
    if (!cut.outcome.ok || !whole.outcome.ok) throw new Error('not decoded');
    const [some, all] = [cut.outcome.frame, whole.outcome.frame];
    if (some.kind !== 'grey' || all.kind !== 'grey') throw new Error('colour');
    const rows = some.rowsThere ?? 0;
    expect(rows).toBeGreaterThan(50);
    expect(rows).toBeLessThan(128);
    expect(some.values.slice(0, rows * 128)).toEqual(all.values.slice(0, rows * 128));
    expect(all.rowsThere).toBeUndefined();
  });

  it.each([
    ['RLE', 'rle', '5'],
    ['JPEG-LS', 'jpegls', '4.80'],
    ['JPEG lossless', 'jpegll', '4.70'],
  ])('is there as far as it goes in %s', async (_name, file, syntax) => {
    const [cut, whole] = await Promise.all([
      open(`broken/trunc-${file}-stream.dcm`),
      open(`syntax/ct-1.2.840.10008.1.2.${syntax}.dcm`),
    ]);
    if (!cut.outcome.ok || !whole.outcome.ok) throw new Error('not decoded');
    const [some, all] = [cut.outcome.frame, whole.outcome.frame];
    if (some.kind !== 'grey' || all.kind !== 'grey') throw new Error('colour');
    const rows = some.rowsThere ?? 0;
    expect(rows).toBeGreaterThan(100);
    expect(rows).toBeLessThan(512);
    // Told at once where they differ: comparing a hundred thousand values by toEqual takes seconds.
    const differing = some.values.slice(0, rows * 512).findIndex((value, at) => value !== all.values[at]);
    expect(differing).toBe(-1);
  });

  it.each([
    ['grey, 8 bits', 'syntax/ct-1.2.840.10008.1.2.4.50.dcm'],
    ['grey, 12 bits', 'syntax/ct-1.2.840.10008.1.2.4.51.dcm'],
    ['colour', 'vl/sc-photo-1536x2048-jpeg.dcm'],
  ])('is there as far as it goes in lossy JPEG, %s', async (_name, file) => {
    const [cut, whole] = await Promise.all([open(file, 0, 0.6), open(file)]);
    if (!cut.outcome.ok || !whole.outcome.ok) throw new Error('not decoded');
    const [some, all] = [cut.outcome.frame, whole.outcome.frame];
    const samples = (frame: typeof some) => (frame.kind === 'grey' ? frame.values : frame.pixels);
    const rows = some.rowsThere ?? 0;
    expect(rows).toBeGreaterThan(all.rows / 4);
    expect(rows).toBeLessThan(all.rows);
    const width = samples(all).length / all.rows;
    let difference = 0;
    for (let at = 0; at < rows * width; at += 1)
      difference += Math.abs((samples(some)[at] ?? 0) - (samples(all)[at] ?? 0));
    // Two decoders, which round and enlarge colours each in their way.
    expect(difference / (rows * width)).toBeLessThan(1);
  });

  it('is refused of a wavelet, whose end is missing everywhere', async () => {
    const { outcome } = await open('broken/trunc-j2k-stream.dcm');
    expect(outcome).toMatchObject({ ok: false, error: { code: 'instance-damaged' } });
  });

  it('stands behind the whole frames of a clip, and what follows is missing', async () => {
    const frames = await Promise.all(
      [5, 6, 7].map((frame) => open('broken/trunc-multiframe-cine.dcm', frame)),
    );
    expect(frames.map(({ outcome }) => outcome.ok)).toEqual([true, true, false]);
    const [whole, cut] = frames.map(({ outcome }) => (outcome.ok ? outcome.frame.rowsThere : null));
    expect(whole).toBeUndefined();
    expect(cut).toBeGreaterThan(0);
  });

  it('is refused where nothing of it is there', async () => {
    const missing = await open('broken/frames-declared-5-present-1.dcm', 3);
    expect(missing.outcome).toMatchObject({ ok: false, error: { code: 'instance-damaged' } });
    const first = await open('broken/frames-declared-5-present-1.dcm', 0);
    expect(first.outcome.ok).toBe(true);
  });
});
