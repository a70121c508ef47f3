import type { WorldExam, WorldPatient } from '../world.ts';
import { calendarFrom } from './calendar.ts';
import type { EstablishmentKey } from './establishments.ts';
import { examFrom } from './exam.ts';
import { drPetit, drWeber } from './people.ts';
import { uuidV7 } from './ids.ts';
import { defaultAnchor } from './default-anchor.ts';

const kinds: readonly (readonly [label: string, modality: string, region: string])[] = [
  ['Scanner du thorax', 'CT', 'Thorax'],
  ['IRM du genou gauche', 'MR', 'Genou'],
  ['Radiographie de la cheville', 'DX', 'Cheville'],
  ['Échographie abdominale', 'US', 'Abdomen'],
  ['IRM cérébrale', 'MR', 'Crâne'],
  ['Scanner abdomino-pelvien', 'CT', 'Abdomen'],
  ['Mammographie bilatérale', 'MG', 'Sein'],
  ['Radiographie du thorax', 'DX', 'Thorax'],
];
const places: readonly EstablishmentKey[] = ['chru-nancy', 'imalor', 'ch-luneville', 'chr-metz', 'ch-epinal'];

const text = {
  indication: 'Examen de contrôle.',
  technique: 'Technique habituelle.',
  results: [{ heading: 'Résultats', paragraphs: ['Examen sans particularité, comparable au précédent.'] }],
  conclusion: ['Pas d’anomalie décelable.'],
};

/** A patient with `count` exams that have a report each and no image files: for tests and benchmarks of lists. */
export function manyExams(
  count: number,
  anchor: string = defaultAnchor,
): { readonly patient: WorldPatient; readonly exams: readonly WorldExam[] } {
  const calendar = calendarFrom(anchor);
  const patient: WorldPatient = {
    kind: 'patient',
    id: uuidV7('person many', '2020-01-06T08:00:00Z'),
    familyName: 'THOMAS',
    givenName: 'Marguerite',
    displayName: 'Madame Thomas',
    email: 'marguerite.thomas@courriel.example',
    telephone: null,
    credentials: { username: 'marguerite.thomas', password: 'demo-thomas-2026' },
    sex: 'F',
    birthDate: '1944-12-03',
    patientNumber: 'EM-0441203',
  };
  const pick = <T>(list: readonly T[], index: number): T => {
    const item = list[index % list.length];
    if (item === undefined) throw new RangeError('an empty list');
    return item;
  };
  const exams = Array.from({ length: count }, (_, index) => {
    const [label, modality, bodyRegion] = pick(kinds, index * 3 + Math.floor(index / 8));
    const time = `${String(8 + (index % 10)).padStart(2, '0')}:${String((index * 7) % 60).padStart(2, '0')}`;
    return examFrom(
      {
        key: `many-${index + 1}`,
        label,
        patient,
        when: [-3 - index * 4, time],
        modalities: [modality],
        bodyRegion,
        establishment: pick(places, index),
        prescriber: drPetit,
        radiologist: drWeber,
        correspondents: [drPetit],
        images: null,
        reports: [{ title: `Compte rendu – ${label}`, after: 180, text }],
      },
      calendar,
    );
  });
  return { patient, exams };
}
