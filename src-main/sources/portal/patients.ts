import type { Exam } from '../../../src-shared/domain/exam.ts';
import type { Patient, TemporaryAccess } from '../../../src-shared/domain/patient.ts';
import {
  zExamPage,
  zPatientPage,
  zTemporaryAccess,
  zTemporaryAccessPage,
} from '../../../src-shared/portal-api/generated/zod.gen.ts';
import type { PortalClient } from './client.ts';
import { toExam } from './exams.ts';

/** By name, birth date or number: at most fifty, without health data. */
export async function findPatients(client: PortalClient, words: string): Promise<Patient[]> {
  return (await client.get('/patients', zPatientPage, { q: words })).items;
}

/** Fails with `not-allowed` where there is no right to any of them. */
export async function listPatientExams(client: PortalClient, patientId: string): Promise<Exam[]> {
  const { items } = await client.getAll(`/patients/${encodeURIComponent(patientId)}/exams`, zExamPage);
  return items.map(toExam);
}

/** The account's own, open now. */
export async function listTemporaryAccess(client: PortalClient): Promise<TemporaryAccess[]> {
  return (await client.get('/break-glass', zTemporaryAccessPage)).items;
}

export const breakGlass = (
  client: PortalClient,
  request: { patientId: string; reason: string },
): Promise<TemporaryAccess> => client.send('POST', '/break-glass', zTemporaryAccess, request);

export const endTemporaryAccess = (client: PortalClient, accessId: string): Promise<void> =>
  client.do('DELETE', `/break-glass/${encodeURIComponent(accessId)}`);
