import { randomBytes } from 'node:crypto';
import { part10File } from '../../src-portal/seed/dicom/part10.ts';
import { martin } from '../../src-portal/seed/world/people.ts';
import { PortalClient } from './portal-client.ts';
import type { TestPortal } from './portal.ts';

const uid = (): string => `2.25.${BigInt(`0x${randomBytes(15).toString('hex')}`)}`;

/** A hospital publishes an exam of the demo patient: one small image, under this label. */
export async function publishExam(portal: TestPortal, label: string): Promise<void> {
  const hospital = await PortalClient.signIn(portal, portal.accountOf('administrator'));
  const stored = await hospital.store(
    part10File(
      {
        SOPClassUID: '1.2.840.10008.5.1.4.1.1.2',
        SOPInstanceUID: uid(),
        StudyInstanceUID: uid(),
        SeriesInstanceUID: uid(),
        StudyDescription: label,
        Modality: 'CT',
        SeriesNumber: '1',
        InstanceNumber: '1',
        StudyDate: '20261126',
        StudyTime: '090000',
        PatientID: martin.patientNumber,
        PatientName: 'MARTIN^Jeanne',
        Rows: 8,
        Columns: 8,
        SamplesPerPixel: 1,
        PhotometricInterpretation: 'MONOCHROME2',
        BitsAllocated: 16,
        BitsStored: 12,
        HighBit: 11,
        PixelRepresentation: 0,
      },
      { kind: 'native', bytes: new Uint8Array(128) },
    ),
  );
  if (!stored.ok) throw new Error(`not published: ${stored.status} ${await stored.text()}`);
}
