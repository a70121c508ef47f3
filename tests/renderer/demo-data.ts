import type { AccessEvent, Professional } from '../../src-shared/domain/access.ts';
import type { AccountDetails, DeviceSession } from '../../src-shared/domain/account.ts';
import type { Establishment } from '../../src-shared/domain/establishment.ts';
import type { Exam, NewDocument, Report } from '../../src-shared/domain/exam.ts';
import type { LocalExam } from '../../src-shared/domain/import.ts';
import type { LibraryEntry, LibraryStatus, LibraryUsage } from '../../src-shared/domain/library.ts';
import type { Portal } from '../../src-shared/domain/portal.ts';
import type { Share } from '../../src-shared/domain/share.ts';

const day = 86_400_000;
/** An instant `days` before now, at a time of that day. */
export const ago = (days: number, hour = 10, minute = 42): string => {
  const date = new Date(Date.now() - days * day);
  date.setHours(hour, minute, 0, 0);
  return date.toISOString();
};

export const portal: Portal = {
  address: 'https://e-mage.org',
  name: 'e-mage Grand Est',
  operator: 'Pulsy',
  support: { email: 'support.e-mage@pulsy.fr', telephone: '03 83 00 00 15' },
  passwordMinLength: 12,
  lockout: { attempts: 3, seconds: 300 },
  sharing: { durationsDays: [1, 7, 30, 90], maxExams: 10, messageMaxLength: 500 },
  browserSignIn: false,
  features: [],
};

export const account: AccountDetails = {
  id: 'account-1',
  kind: 'patient',
  username: 'martin.jeanne',
  displayName: 'Madame Martin',
  email: 'jeanne.martin@example.fr',
  telephone: '06 12 00 34 56',
  birthDate: '1951-04-18',
  createdAt: ago(900),
  lastSignInAt: ago(6),
};

const places: readonly (readonly [id: string, name: string, town: string])[] = [
  ['e1', 'CHRU de Nancy-Haye', 'Vandœuvre-lès-Nancy'],
  ['e2', 'Imalor Saint-Epvre', 'Nancy'],
  ['e3', 'Centre hospitalier du Lunévillois', 'Lunéville'],
];
const place = (index: number): Exam['establishment'] => {
  const [id, name, town] = places[index % places.length] ?? ['e', '', ''];
  return { id, name, town };
};

interface Sketch {
  readonly label: string;
  readonly days: number;
  readonly modalities: readonly string[];
  readonly at: number;
  readonly images: number;
  readonly isNew?: boolean;
  readonly withoutReport?: boolean;
  readonly later?: boolean;
}

const sketches: readonly Sketch[] = [
  { label: 'Scanner du thorax', days: 4, modalities: ['CT', 'SR'], at: 0, images: 420, isNew: true },
  { label: 'Échographie abdominale', days: 12, modalities: ['US'], at: 2, images: 36, later: true },
  { label: 'IRM du genou droit', days: 95, modalities: ['MR'], at: 1, images: 212 },
  { label: 'Radiographie de la main gauche', days: 190, modalities: ['DX'], at: 0, images: 3 },
  { label: 'Mammographie de dépistage', days: 400, modalities: ['MG'], at: 1, images: 4 },
  { label: 'TEP-scanner', days: 520, modalities: ['PT', 'CT'], at: 0, images: 1240 },
  { label: 'IRM cérébrale', days: 760, modalities: ['MR'], at: 0, images: 388 },
  { label: 'Radiographie du thorax', days: 1100, modalities: ['CR'], at: 2, images: 2, withoutReport: true },
];

function examOf(sketch: Sketch, id: string): Exam {
  const report: Report = {
    id: `${id}-report`,
    documentId: `${id}-report-document`,
    title: 'Compte rendu',
    date: ago(sketch.days - 1, 17, 5),
    author: 'Dr Hélène Lambert',
    bytes: 84_000,
    isNew: sketch.isNew ?? false,
  };
  return {
    id,
    studyInstanceUid: `1.2.3.${sketch.days}`,
    label: sketch.label,
    date: ago(sketch.days),
    modalities: [...sketch.modalities],
    bodyRegion: null,
    establishment: place(sketch.at),
    prescriber: 'Dr Paul Petit',
    radiologist: 'Dr Hélène Lambert',
    seriesCount: 3,
    instanceCount: sketch.images,
    bytes: sketch.images * 262_144,
    imagesAvailable: sketch.later !== true,
    imagesDocumentId: `${id}-images`,
    isNew: sketch.isNew ?? false,
    reports: sketch.withoutReport ? [] : [report],
    patient: null,
    shared: null,
    temporaryUntil: null,
  };
}

export const exams: readonly Exam[] = sketches.map((sketch, index) => examOf(sketch, `exam-${index + 1}`));

/** As many as a long life: for what must stay quick. */
export const manyExams = (count: number): readonly Exam[] =>
  Array.from({ length: count }, (_, index) => {
    const sketch = sketches[index % sketches.length];
    if (!sketch) throw new Error('no sketches');
    return examOf({ ...sketch, days: 3 + index * 3, isNew: index === 0 }, `exam-${index + 1}`);
  });

export const newDocuments: readonly NewDocument[] = exams
  .filter((exam) => exam.isNew)
  .flatMap((exam): NewDocument[] => {
    const shared = {
      examId: exam.id,
      examLabel: exam.label,
      date: exam.date,
      availableSince: exam.date,
      modalities: exam.modalities,
      establishment: exam.establishment,
    };
    return [
      { ...shared, id: exam.imagesDocumentId ?? '', kind: 'images', reportId: null, title: exam.label },
      ...exam.reports.map((report): NewDocument => ({
        ...shared,
        id: report.documentId,
        kind: 'report',
        reportId: report.id,
        title: report.title,
      })),
    ];
  });

export const library: readonly LibraryEntry[] = [
  {
    examId: 'exam-3',
    state: 'kept',
    bytes: 55_574_528,
    bytesTotal: 55_574_528,
    instancesDone: 212,
    instancesTotal: 212,
    refused: 0,
  },
  {
    examId: 'exam-5',
    state: 'kept',
    bytes: 81_048_576,
    bytesTotal: 81_048_576,
    instancesDone: 4,
    instancesTotal: 4,
    refused: 0,
  },
  {
    examId: 'exam-6',
    state: 'keeping',
    bytes: 121_048_576,
    bytesTotal: 325_058_560,
    instancesDone: 462,
    instancesTotal: 1240,
    refused: 0,
  },
];

export const libraryStatus: LibraryStatus = {
  held: false,
  downloading: {
    exams: 1,
    bytes: 121_048_576,
    bytesTotal: 325_058_560,
    instancesDone: 462,
    instancesTotal: 1240,
    waiting: false,
    bytesPerSecond: 2_400_000,
    secondsLeft: 85,
  },
};

export const libraryUsage: LibraryUsage = {
  kept: 257_671_680,
  cached: [
    { examId: 'exam-1', bytes: 182_000_000, usedAt: Date.now() - 3_600_000 },
    { examId: 'exam-2', bytes: 12_400_000, usedAt: Date.now() - 3 * 86_400_000 },
  ],
  cacheLimit: 4e9,
  free: 112e9,
  total: 256e9,
};

const ref = (exam: Exam | undefined): { id: string; label: string; date: string } => {
  if (!exam) throw new Error('no such exam');
  return { id: exam.id, label: exam.label, date: exam.date };
};

export const shares: readonly Share[] = [
  {
    id: 'share-1',
    exams: [ref(exams[2])],
    recipientEmail: 'dr.petit@cabinet-petit.example',
    recipientName: 'Dr Paul Petit',
    kind: 'professional',
    includeReports: true,
    message: null,
    createdAt: ago(5),
    endsAt: ago(-2, 18),
    state: 'active',
    openings: 2,
    lastOpenedAt: ago(1, 14, 5),
  },
  {
    id: 'share-2',
    exams: [ref(exams[0]), ref(exams[6])],
    recipientEmail: 'claire.martin@example.fr',
    recipientName: 'Claire Martin',
    kind: 'relative',
    includeReports: false,
    message: 'Pour en parler dimanche.',
    createdAt: ago(60),
    endsAt: ago(30),
    state: 'expired',
    openings: 1,
    lastOpenedAt: ago(58),
  },
];

export const history: readonly AccessEvent[] = [
  {
    id: 'a0',
    at: ago(0, 8, 12),
    person: { id: 'p9', displayName: 'Dr Karim Benali', role: 'temporary-access' },
    establishment: place(0),
    action: 'break-glass',
    exam: null,
    detail: 'Patiente admise aux urgences, antériorités nécessaires.',
  },
  {
    id: 'a1',
    at: ago(1, 14, 5),
    person: { id: 'p1', displayName: 'Dr Paul Petit', role: 'correspondent' },
    establishment: place(1),
    action: 'viewed-images',
    exam: ref(exams[2]),
    detail: null,
  },
  {
    id: 'a2',
    at: ago(4, 16, 30),
    person: { id: 'p2', displayName: 'Dr Hélène Lambert', role: 'radiologist' },
    establishment: place(0),
    action: 'viewed-report',
    exam: ref(exams[0]),
    detail: null,
  },
  {
    id: 'a3',
    at: ago(5, 9, 2),
    person: { id: 'me', displayName: 'Madame Martin', role: 'patient' },
    establishment: null,
    action: 'shared',
    exam: ref(exams[2]),
    detail: 'Dr Paul Petit',
  },
  {
    id: 'a4',
    at: ago(40, 11, 20),
    person: { id: 'me', displayName: 'Madame Martin', role: 'patient' },
    establishment: null,
    action: 'downloaded',
    exam: ref(exams[6]),
    detail: null,
  },
];

export const professionals: readonly Professional[] = [
  {
    personId: 'p9',
    displayName: 'Dr Karim Benali',
    category: 'temporary-access',
    speciality: 'Médecine d’urgence',
    establishment: place(0),
    since: ago(0, 8, 12),
    until: ago(0, 12, 12),
    reason: 'Patiente admise aux urgences, antériorités nécessaires.',
    exams: [],
  },
  {
    personId: 'p1',
    displayName: 'Dr Paul Petit',
    category: 'correspondent',
    speciality: 'Médecine générale',
    establishment: null,
    since: ago(400),
    until: null,
    reason: null,
    exams: exams.slice(0, 3).map(ref),
  },
  {
    personId: 'p2',
    displayName: 'Dr Hélène Lambert',
    category: 'radiologist',
    speciality: 'Radiologie',
    establishment: place(0),
    since: null,
    until: null,
    reason: null,
    exams: exams.slice(0, 1).map(ref),
  },
  {
    personId: 'p3',
    displayName: 'Sophie Weber',
    category: 'administrator',
    speciality: null,
    establishment: null,
    since: null,
    until: null,
    reason: null,
    exams: [],
  },
];

export const establishments: readonly Establishment[] = [
  {
    id: 'e1',
    name: 'CHRU de Nancy-Haye',
    kind: 'public-hospital',
    town: 'Vandœuvre-lès-Nancy',
    address: '5 allée du Grand-Charme, 54500 Vandœuvre-lès-Nancy',
    telephone: '03 83 00 14 00',
    sharingSince: '2014-09-01',
    mine: true,
  },
  {
    id: 'e2',
    name: 'Imalor Saint-Epvre',
    kind: 'imaging-centre',
    town: 'Nancy',
    address: '18 rue des Dominicaines, 54000 Nancy',
    telephone: '03 83 00 27 50',
    sharingSince: '2017-03-15',
    mine: true,
  },
  {
    id: 'e4',
    name: 'Hôpitaux universitaires de l’Ill',
    kind: 'public-hospital',
    town: 'Strasbourg',
    address: '3 quai de la Porte-aux-Pêcheurs, 67000 Strasbourg',
    telephone: '03 88 00 11 67',
    sharingSince: '2015-06-01',
    mine: false,
  },
  {
    id: 'e5',
    name: 'Clinique du Diaconat-Doller',
    kind: 'clinic',
    town: 'Mulhouse',
    address: '14 boulevard du Président-Wilson-Nord, 68100 Mulhouse',
    telephone: null,
    sharingSince: '2021-01-18',
    mine: false,
  },
];

export const deviceSessions: readonly DeviceSession[] = [
  { id: 's1', device: 'e-mage sur Windows', createdAt: ago(30), lastUsedAt: ago(0, 9, 0), current: true },
  { id: 's2', device: 'e-mage sur macOS', createdAt: ago(200), lastUsedAt: ago(12, 19, 30), current: false },
];

export const localExams: readonly LocalExam[] = exams.slice(0, 1).map((exam) => ({
  exam: {
    ...exam,
    id: 'local-0123456789abcdef0123456789abcdef',
    label: 'Scanner cérébral',
    date: ago(400),
    establishment: { id: '', name: 'Clinique du Parc', town: '' },
    reports: [],
    imagesDocumentId: null,
    isNew: false,
    patient: { id: '1', displayName: 'MARTIN Jeanne', birthDate: '1951-04-18' },
    shared: null,
    temporaryUntil: null,
  },
  importedAt: Date.parse(ago(2)),
  bytes: 84e6,
  incomplete: 0,
}));
