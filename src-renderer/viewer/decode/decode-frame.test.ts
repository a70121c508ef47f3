import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { AppFailure } from '../../../src-shared/errors.ts';
import { openInstance } from '../dicom/describe.ts';
import { frameBytes } from '../dicom/frame-bytes.ts';
import { hasDicomFolder, manifest, type ManifestEntry, readDicomFile } from '../testing/dicom-manifest.ts';
import { nodeCodecs } from '../testing/node-codecs.ts';
import { decodeFrame } from './decode-frame.ts';

const codecs = nodeCodecs();

interface Outcome {
  readonly entry: ManifestEntry;
  readonly verdict: 'same' | 'close' | 'differs' | 'opened' | 'failed';
  readonly detail: string;
}

/** Lossy decoders differ by rounding and by how they enlarge chroma. */
const isClose = (entry: ManifestEntry, min: number, max: number, mean: number): boolean => {
  const range = Math.max(1, (entry.reference_max ?? 0) - (entry.reference_min ?? 0));
  const near = (value: number, reference: number | undefined, part: number): boolean =>
    reference !== undefined && Math.abs(value - reference) <= Math.max(2, range * part);
  return (
    near(min, entry.reference_min, 0.1) &&
    near(max, entry.reference_max, 0.1) &&
    near(mean, entry.reference_mean, 0.01)
  );
};

const decodeAll = async (entry: ManifestEntry): Promise<Outcome> => {
  try {
    const { description, bytes } = openInstance(readDicomFile(entry.path));
    const hash = createHash('sha256');
    let [min, max, sum, count] = [Infinity, -Infinity, 0, 0];
    for (let frame = 0; frame < description.frameCount; frame += 1) {
      const part = frameBytes(bytes, description, frame);
      const { samples } = await decodeFrame(part.bytes, description.format, part.firstBit, codecs);
      hash.update(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength));
      for (const value of samples) {
        if (value < min) min = value;
        if (value > max) max = value;
        sum += value;
      }
      count += samples.length;
    }
    const detail = `${min}..${max} mean ${sum / count} (reference ${entry.reference_min}..${entry.reference_max} mean ${entry.reference_mean})`;
    if (entry.reference_pixel_sha256 === undefined) return { entry, verdict: 'opened', detail };
    if (hash.digest('hex') === entry.reference_pixel_sha256) return { entry, verdict: 'same', detail };
    const close = entry.exact === false && isClose(entry, min, max, sum / count);
    return { entry, verdict: close ? 'close' : 'differs', detail };
  } catch (error) {
    const detail =
      error instanceof AppFailure ? `${error.error.code}: ${error.message}` : `BUG ${String(error)}`;
    return { entry, verdict: 'failed', detail };
  }
};

const table = (outcomes: readonly Outcome[]): string => {
  const rows = new Map<string, Record<string, number>>();
  for (const { entry, verdict } of outcomes) {
    const row = rows.get(entry.transfer_syntax_name ?? '?') ?? {};
    row[verdict] = (row[verdict] ?? 0) + 1;
    rows.set(entry.transfer_syntax_name ?? '?', row);
  }
  return [...rows].map(([name, row]) => `${name.padEnd(28)} ${JSON.stringify(row)}`).join('\n');
};

describe.skipIf(!hasDicomFolder)('every reference image', () => {
  it('decodes to the stored values of an independent decoder', { timeout: 300_000 }, async () => {
    const entries = manifest().filter((entry) => entry.kind === 'image' && entry.broken !== true);
    const outcomes: Outcome[] = [];
    for (const entry of entries) outcomes.push(await decodeAll(entry));
    process.stdout.write(`${table(outcomes)}\n`);
    const wrong = outcomes.filter(({ entry, verdict }) =>
      entry.reference_pixel_sha256 === undefined ? false : verdict !== 'same' && verdict !== 'close',
    );
    expect(wrong.map(({ entry, verdict, detail }) => `${entry.path} ${verdict} ${detail}`)).toEqual([]);
  });

  it('refuses or opens every broken file without a bug', { timeout: 120_000 }, async () => {
    const outcomes: Outcome[] = [];
    for (const entry of manifest().filter(({ broken }) => broken === true))
      outcomes.push(await decodeAll(entry));
    process.stdout.write(
      `${outcomes.map(({ entry, verdict, detail }) => `${entry.path} ${verdict} ${detail}`).join('\n')}\n`,
    );
    expect(outcomes.filter(({ detail }) => detail.startsWith('BUG'))).toEqual([]);
  });
});
