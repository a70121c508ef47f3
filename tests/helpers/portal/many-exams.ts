import { buildWorld } from '../../../src-portal/seed/build-world.ts';
import { loadExams } from '../../../src-portal/seed/records.ts';
import { manyExams } from '../../../src-portal/seed/world/many-exams.ts';
import { readConfig } from '../../../src-portal/config.ts';
import { openPortal } from '../../../src-portal/portal.ts';
import type { TestPortal } from './portal.ts';

/** Puts so many more exams into the demo patient's record, as the demo data are put there. */
export async function addManyExams(portal: TestPortal, count: number): Promise<void> {
  await portal.stop();
  const opened = await openPortal(readConfig({ PORTAL_DATA: portal.dataFolder, PORTAL_LOG_LEVEL: 'silent' }));
  try {
    const world = buildWorld();
    const martin = world.exams.find(({ key }) => key === 'martin-ct-thorax');
    if (!martin) throw new Error('the demo data hold no exam of the demo patient');
    const exams = manyExams(count).exams.map((exam) => ({
      ...exam,
      patientId: martin.patientId,
      reports: [],
    }));
    const services = await opened.db.selectFrom('service').select(['id', 'establishmentId']).execute();
    const serviceOf = new Map(services.map(({ id, establishmentId }) => [establishmentId, id]));
    await loadExams(opened.db, { ...world, exams }, serviceOf, new Map());
  } finally {
    await opened.close();
  }
  await portal.restart();
}
