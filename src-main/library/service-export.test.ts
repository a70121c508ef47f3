import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ExportState } from '../../src-shared/domain/export.ts';
import { type ServiceRig, eventually, rigForEach } from './service-rig.ts';
import { codeOf, examOf, gate, refOf } from './testing.ts';

let rig: ServiceRig;
rigForEach((next) => (rig = next));

const exam = examOf('exam', 10);
const check = (reportIds: string[] = ['exam-report']): Promise<void> =>
  rig.client.checkExport(exam, reportIds);

async function exported(): Promise<ExportState> {
  const states: ExportState[] = [];
  rig.client.on('export', (state) => states.push(state));
  await rig.client.startExport({
    exam,
    format: 'folder',
    target: rig.folder,
    name: 'out',
    passphrase: null,
    deidentify: false,
    reports: [{ id: 'exam-report', fileName: 'report.pdf' }],
    readme: '',
  });
  await eventually(() => states.at(-1)?.kind).not.toBe('running');
  return states.at(-1)!;
}

test('an exam that would have to be asked for cannot be exported offline, and that is known before a place is', async () => {
  await rig.open();
  await check();
  await rig.client.setOnline(false);
  expect(await codeOf(check())).toBe('offline-not-kept');
  // All of it was looked at, but for the report.
  await rig.client.setOnline(true);
  await rig.client.examImages(exam);
  for (let n = 1; n <= 10; n += 1) await rig.get(refOf('exam', n));
  await rig.client.setOnline(false);
  await eventually(() => check([]).then(() => 'here', String)).toBe('here');
  expect(await codeOf(check())).toBe('offline-not-kept');
});

test('an export under way as the application is left leaves no images behind where it was to go', async () => {
  const hold = gate();
  await rig.open();
  rig.source.before = (what) => (what.endsWith('.5') ? hold.passed : undefined);
  const ended = exported();
  const parts = async (): Promise<string[]> =>
    (await readdir(rig.folder)).filter((name) => name.endsWith('.part'));
  await eventually(() => rig.source.asked.some((what) => what.endsWith('.5'))).toBe(true);
  expect(await parts()).toHaveLength(1);
  await rig.client.stop();
  expect(await parts()).toEqual([]);
  hold.open();
  expect(await ended).toEqual({ kind: 'idle' });
});

test('an exam that is kept goes out offline, without what its source has only damaged', async () => {
  rig.source.instead = (uid) => (uid.endsWith('.3') ? Buffer.from('no DICOM'.repeat(300)) : null);
  await rig.open();
  await rig.client.keep(exam);
  await eventually(() => rig.stateOf('exam')).toBe('kept');
  await rig.client.setOnline(false);
  await check();
  expect(await exported()).toMatchObject({ kind: 'done', files: 9, missing: 1 });
  expect(await readdir(join(rig.folder, 'out/COMPTES-RENDUS'))).toEqual(['report.pdf']);
});
