import { randomBytes } from 'node:crypto';
import { martin } from '../../../src-portal/seed/world/people.ts';
import { PortalClient } from './portal-client.ts';
import type { TestPortal } from './portal.ts';
import { smallCt } from '../dicom/small-ct.ts';

const uid = (): string => `2.25.${BigInt(`0x${randomBytes(15).toString('hex')}`)}`;

/** A hospital adds a report to an exam of the demo patient that is there: a structured one, which lies among the images. */
export async function publishReportAmongImages(
  portal: TestPortal,
  studyInstanceUid: string,
  title: string,
): Promise<void> {
  await publish(portal, {
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.88.11',
    Modality: 'SR',
    SOPInstanceUID: uid(),
    StudyInstanceUID: studyInstanceUid,
    SeriesInstanceUID: uid(),
    SeriesDescription: title,
  });
}

async function publish(portal: TestPortal, attributes: Parameters<typeof smallCt>[0]): Promise<void> {
  const hospital = await PortalClient.signIn(portal, portal.accountOf('administrator'));
  const stored = await hospital.store(
    smallCt({
      StudyDate: '20261126',
      PatientID: martin.patientNumber,
      PatientName: 'MARTIN^Jeanne',
      ...attributes,
    }),
  );
  if (!stored.ok) throw new Error(`not published: ${stored.status} ${await stored.text()}`);
}

/** A hospital publishes an exam of the demo patient: one small image, under this label. */
export const publishExam = (portal: TestPortal, label: string): Promise<void> =>
  publish(portal, {
    SOPInstanceUID: uid(),
    StudyInstanceUID: uid(),
    SeriesInstanceUID: uid(),
    StudyDescription: label,
  });
