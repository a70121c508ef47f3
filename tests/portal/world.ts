import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Portal } from '../../src-portal/portal.ts';
import { hashPassword } from '../../src-portal/services/passwords.ts';
import { textKey } from '../../src-portal/services/text-key.ts';
import { importFolder } from '../../src-portal/dicomweb/files/import-folder.ts';
import { registerStudies } from '../../src-portal/services/exam-registry.ts';
import { smallCt } from '../helpers/dicom/small-ct.ts';

// A small world for tests: who may read what in it can be said in a few lines.
//
//   North (service N)  exam `anneNorth`: Anne's, images and report, Dr Carol is declared correspondent
//                      exam `bobNorth`: Bob's, images and report
//   South (service S)  exam `anneSouth`: Anne's, images and report, nobody declared
//   Dr Rita is radiologist of North, Dr Xavier has no right to anything, Sam is administrator.

const id = (name: string): string => {
  const hex = createHash('sha256').update(name).digest('hex');
  return `01900000-0000-7${hex.slice(0, 3)}-8${hex.slice(3, 6)}-${hex.slice(6, 18)}`;
};
const uid = (name: string): string =>
  `2.25.${BigInt(`0x${createHash('sha256').update(name).digest('hex').slice(0, 24)}`)}`;

export const password = 'quatre chevaux gris';

const exam = (name: string, patient: string, place: string) => ({
  id: id(`exam ${name}`),
  study: uid(`study ${name}`),
  series: uid(`series ${name}`),
  instance: uid(`instance ${name}`),
  report: id(`report ${name}`),
  imagesDocument: '',
  reportDocument: id(`report document ${name}`),
  patient: id(patient),
  place,
});

export const exams = {
  anneNorth: exam('anneNorth', 'anne', 'north'),
  anneSouth: exam('anneSouth', 'anne', 'south'),
  bobNorth: exam('bobNorth', 'bob', 'north'),
};
export type ExamName = keyof typeof exams;
export const examNames: readonly ExamName[] = ['anneNorth', 'anneSouth', 'bobNorth'];

export const people = {
  anne: { id: id('anne'), username: 'anne', email: 'anne@example.org', kind: 'patient' },
  bob: { id: id('bob'), username: 'bob', email: 'bob@example.org', kind: 'patient' },
  carol: { id: id('carol'), username: 'carol', email: 'carol@example.org', kind: 'professional' },
  rita: { id: id('rita'), username: 'rita', email: 'rita@example.org', kind: 'professional' },
  xavier: { id: id('xavier'), username: 'xavier', email: 'xavier@example.org', kind: 'professional' },
  sam: { id: id('sam'), username: 'sam', email: 'sam@example.org', kind: 'administrator' },
} as const;
export type PersonName = keyof typeof people;

const names: Readonly<Record<PersonName, readonly [family: string, given: string, shown: string]>> = {
  anne: ['Martin', 'Anne', 'Madame Martin'],
  bob: ['Durand', 'Bob', 'Monsieur Durand'],
  carol: ['Petit', 'Carol', 'Dr Carol Petit'],
  rita: ['Weber', 'Rita', 'Dr Rita Weber'],
  xavier: ['Noël', 'Xavier', 'Dr Xavier Noël'],
  sam: ['Support', 'Sam', 'Sam (support)'],
};

export const pdf = Buffer.from('%PDF-1.7\n% a report as short as can be\n%%EOF\n');

const makePassword = hashPassword(password);

export async function fill(portal: Portal, folder: string): Promise<void> {
  const { db } = portal;
  const passwordHash = await makePassword;
  for (const place of ['north', 'south']) {
    await db
      .insertInto('establishment')
      .values({
        id: id(place),
        name: place === 'north' ? 'Hôpital du Nord' : 'Clinique du Sud',
        nameKey: place === 'north' ? 'hopital du nord lille' : 'clinique du sud nice',
        kind: place === 'north' ? 'public-hospital' : 'clinic',
        address: '1 rue de la Gare',
        postcode: '59000',
        town: place === 'north' ? 'Lille' : 'Nice',
        telephone: '03 20 00 00 00',
        sharingSince: '2015-09-01',
      })
      .execute();
    await db
      .insertInto('service')
      .values({ id: id(`service ${place}`), establishmentId: id(place), name: 'Imagerie' })
      .execute();
  }
  for (const [name, person] of Object.entries(people)) {
    const [familyName, givenName, displayName] = names[name as PersonName];
    const searchText = textKey(`${familyName} ${givenName} nr-${name}`);
    const shared = { id: person.id, familyName, givenName, displayName, searchText };
    if (person.kind === 'patient') {
      await db
        .insertInto('patient')
        .values({ ...shared, patientNumber: `NR-${name}`, birthDate: '1950-02-03', sex: 'F' })
        .execute();
    } else {
      await db
        .insertInto('professional')
        .values({
          ...shared,
          role: name === 'rita' ? 'Radiologue' : 'Médecin',
          establishmentId: name === 'rita' ? id('north') : null,
          readsServiceId: name === 'rita' ? id('service north') : null,
          isAdministrator: person.kind === 'administrator',
        })
        .execute();
    }
    await db
      .insertInto('account')
      .values({
        id: person.id,
        kind: person.kind,
        username: person.username,
        usernameKey: person.username,
        passwordHash,
        email: person.email,
        patientId: person.kind === 'patient' ? person.id : null,
        professionalId: person.kind === 'patient' ? null : person.id,
      })
      .execute();
  }
  for (const name of examNames) {
    const one = exams[name];
    await db
      .insertInto('exam')
      .values({
        id: one.id,
        patientId: one.patient,
        studyInstanceUid: one.study,
        label: name === 'anneSouth' ? 'Échographie' : 'Scanner du thorax',
        labelKey: name === 'anneSouth' ? 'echographie' : 'scanner du thorax',
        date: new Date(name === 'anneSouth' ? '2026-01-10T09:00:00Z' : '2026-03-03T09:00:00Z'),
        bodyRegion: 'Thorax',
        establishmentId: id(one.place),
        serviceId: id(`service ${one.place}`),
        prescriber: 'Dr Carol Petit',
        radiologist: 'Dr Rita Weber',
        modalities: [],
        searchText:
          name === 'anneSouth' ? 'echographie clinique du sud' : 'scanner du thorax hopital du nord',
      })
      .execute();
    const file = join(folder, `${name}.pdf`);
    await writeFile(file, pdf);
    const facts = await portal.reportFiles.adopt(one.report, file);
    await db
      .insertInto('report')
      .values({
        id: one.report,
        examId: one.id,
        title: 'Compte rendu',
        date: new Date('2026-03-04T09:00:00Z'),
        author: 'Dr Rita Weber',
        ...facts,
      })
      .execute();
    await db
      .insertInto('document')
      .values({
        id: one.reportDocument,
        examId: one.id,
        reportId: one.report,
        availableSince: new Date('2026-03-04T09:00:00Z'),
      })
      .execute();
    await writeFile(join(folder, `${name}.dcm`), instanceOf(name));
  }
  await db
    .insertInto('examCorrespondent')
    .values({ examId: exams.anneNorth.id, professionalId: people.carol.id })
    .execute();
  await importFolder(portal.images, folder);
  await registerStudies(
    db,
    portal.images,
    examNames.map((name) => exams[name].study),
  );
}

/** A CT slice of 8 × 8 pixels, or of more. */
export function instanceOf(name: ExamName, instance = exams[name].instance, side = 8): Buffer {
  return smallCt(
    {
      SOPInstanceUID: instance,
      StudyInstanceUID: exams[name].study,
      SeriesInstanceUID: exams[name].series,
      StudyDate: '20260303',
      PatientID: name.startsWith('anne') ? 'NR-anne' : 'NR-bob',
      PatientName: name.startsWith('anne') ? 'MARTIN^Anne' : 'DURAND^Bob',
    },
    side,
  );
}
