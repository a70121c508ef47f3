import { describe, expect, it } from 'vitest';
import { runTask } from '../decode/run-task.ts';
import { hasDicomFolder, readDicomFile } from '../testing/dicom-manifest.ts';
import { nodeCodecs } from '../testing/node-codecs.ts';

const codecs = nodeCodecs();
const open = async (path: string, frame = 0) => {
  const file = readDicomFile(path).slice().buffer;
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

  it('is refused where nothing of it is there', async () => {
    const missing = await open('broken/frames-declared-5-present-1.dcm', 3);
    expect(missing.outcome).toMatchObject({ ok: false, error: { code: 'instance-damaged' } });
    const first = await open('broken/frames-declared-5-present-1.dcm', 0);
    expect(first.outcome.ok).toBe(true);
  });
});
