import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importFolder } from '../dicomweb/files/import-folder.ts';
import type { Portal } from '../portal.ts';
import { registerStudies } from '../services/exam-registry.ts';
import { buildWorld } from './build-world.ts';
import { generateWorldFiles } from './generate.ts';
import { hashPasswords, loadPeople } from './people.ts';
import { hashAccessCodes, loadExams, loadHistory, loadShares, type ReportFacts } from './records.ts';
import { generateReports } from './reports.ts';
import { seededFact } from './seeded-world.ts';
import type { World } from './world.ts';

/** Everybody can read the demo's passwords: they never come beside people of one's own. */
async function assertEmpty({ db }: Portal): Promise<void> {
  for (const table of ['patient', 'professional', 'exam'] as const) {
    const row = await db.selectFrom(table).select('id').limit(1).executeTakeFirst();
    if (row) throw new Error('Demo data go into an empty portal only; this one holds data already.');
  }
}

/** Fills an empty portal with the demo world as it is at `anchor` (an ISO 8601 instant). */
export async function loadDemo(portal: Portal, anchor: string, say: (line: string) => void): Promise<World> {
  const world = buildWorld(anchor);
  await assertEmpty(portal);
  const folder = await mkdtemp(join(tmpdir(), 'emage-seed-'));
  try {
    say('demo data: making images and reports');
    const [, reportFacts, passwords, codes] = await Promise.all([
      generateWorldFiles(world, join(folder, 'images')),
      makeReports(portal, world, join(folder, 'reports')),
      hashPasswords(world),
      hashAccessCodes(world),
    ]);
    say('demo data: filling the index');
    const { studyUids } = await importFolder(portal.images, join(folder, 'images'));
    await portal.db.transaction().execute(async (trx) => {
      const serviceOf = await loadPeople(trx, world, passwords);
      await loadExams(trx, world, serviceOf, reportFacts);
      await loadShares(trx, world, codes);
      await loadHistory(trx, world);
    });
    await registerStudies(portal.db, portal.images, studyUids);
    // Last: where this is missing, seeding was cut off, and the folder is of no use.
    await portal.db.insertInto('portalFact').values({ name: seededFact, value: world.anchor }).execute();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return world;
}

async function makeReports({ reportFiles }: Portal, world: World, folder: string): Promise<ReportFacts> {
  const made = await generateReports(world, folder);
  const facts = new Map<string, { bytes: number; sha256: string }>();
  for (const { reportId, file } of made) facts.set(reportId, await reportFiles.adopt(reportId, file));
  return facts;
}

/** Adds a folder of DICOM to the record of the demo's first patient. Answers how many studies it held. */
export async function addToDemoPatient(portal: Portal, world: World, folder: string): Promise<number> {
  const patient = world.patients[0];
  if (!patient) return 0;
  const { studyUids } = await importFolder(portal.images, folder);
  await registerStudies(portal.db, portal.images, studyUids, { patientId: patient.id });
  return studyUids.length;
}
