import { randomBytes } from 'node:crypto';
import { martin } from '../../../src-portal/seed/world/people.ts';
import { PortalClient } from './portal-client.ts';
import type { TestPortal } from './portal.ts';
import { smallCt } from '../dicom/small-ct.ts';

const uid = (): string => `2.25.${BigInt(`0x${randomBytes(15).toString('hex')}`)}`;

/** A hospital publishes an exam of the demo patient: one small image, under this label. */
export async function publishExam(portal: TestPortal, label: string): Promise<void> {
  const hospital = await PortalClient.signIn(portal, portal.accountOf('administrator'));
  const stored = await hospital.store(
    smallCt({
      SOPInstanceUID: uid(),
      StudyInstanceUID: uid(),
      SeriesInstanceUID: uid(),
      StudyDescription: label,
      StudyDate: '20261126',
      PatientID: martin.patientNumber,
      PatientName: 'MARTIN^Jeanne',
    }),
  );
  if (!stored.ok) throw new Error(`not published: ${stored.status} ${await stored.text()}`);
}
