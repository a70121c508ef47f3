import type { ImagesRecipe, ReportText, WorldExam, WorldPatient, WorldProfessional } from '../world.ts';
import { addMinutes, type Calendar } from './calendar.ts';
import { establishmentId, type EstablishmentKey } from './establishments.ts';
import { uidOf, uuidV7 } from './ids.ts';
import { imagesBySeries } from './image-counts.ts';

export interface ExamEntry {
  readonly key: string;
  readonly label: string;
  readonly patient: WorldPatient;
  /** Days after the anchor's day (negative: before), and the time in Paris. */
  readonly when: readonly [days: number, time: string];
  readonly modalities: readonly string[];
  readonly bodyRegion: string;
  readonly establishment: EstablishmentKey;
  readonly prescriber: WorldProfessional | null;
  readonly radiologist: WorldProfessional | null;
  readonly correspondents: readonly WorldProfessional[];
  readonly images: ImagesRecipe | null;
  readonly imagesAreNew?: boolean;
  readonly reports: readonly ReportEntry[];
}

interface ReportEntry {
  readonly title: string;
  /** Minutes from the exam to the validated report. */
  readonly after: number;
  readonly isNew?: boolean;
  readonly text: ReportText;
}

export function examFrom(entry: ExamEntry, calendar: Calendar): WorldExam {
  const date = calendar.at(...entry.when);
  const counts = entry.images ? imagesBySeries(entry.images) : [];
  // One UID, one content: the day is part of the name, since it is in the files.
  const uidName = `${entry.key} ${date}`;
  const reports = entry.reports.map((report, index) => ({
    id: uuidV7(`report ${entry.key} ${index}`, addMinutes(date, report.after)),
    title: report.title,
    date: addMinutes(date, report.after),
    author: entry.radiologist?.displayName ?? 'Service d’imagerie',
    isNew: report.isNew ?? false,
    text: report.text,
  }));
  return {
    id: uuidV7(`exam ${entry.key}`, date),
    key: entry.key,
    patientId: entry.patient.id,
    studyInstanceUid: uidOf(`study ${uidName}`),
    accessionNumber: `A${date.slice(2, 10).replaceAll('-', '')}${uidOf(uidName).slice(-5)}`,
    label: entry.label,
    date,
    modalities: entry.modalities,
    bodyRegion: entry.bodyRegion,
    establishmentId: establishmentId(entry.establishment),
    prescriber: entry.prescriber?.displayName ?? null,
    radiologist: entry.radiologist?.displayName ?? null,
    correspondentIds: entry.correspondents.map(({ id }) => id),
    imagesAvailable: entry.images !== null,
    availableSince: entry.images ? addMinutes(date, 35) : (reports[0]?.date ?? addMinutes(date, 35)),
    imagesAreNew: entry.imagesAreNew ?? false,
    images: entry.images,
    seriesCount: counts.length,
    instanceCount: counts.reduce((sum, count) => sum + count, 0),
    reports,
  };
}
