import type { ExportState } from '../../src-shared/domain/export.ts';
import type { ImportState, LocalExam } from '../../src-shared/domain/import.ts';
import type { LibraryStatus } from '../../src-shared/domain/library.ts';
import { succeeded } from '../../src-shared/ipc/result.ts';
import { ago, localExams } from './demo-data.ts';
import { failure, signedOut, type FakeOptions } from './fake-bridge.ts';

const [imported] = localExams;
if (imported === undefined) throw new Error('the demo record holds no imported exam');
const { exam } = imported;

/** Another patient's, with a report and a title as devices write them: long, in capitals, without a space. */
const withReport: LocalExam = {
  ...imported,
  incomplete: 1,
  exam: {
    ...exam,
    id: 'local-fedcba9876543210fedcba9876543210',
    label: 'IRM_RACHIS_LOMBOSACRE_SANS_PUIS_AVEC_INJECTION_DE_GADOLINIUM',
    modalities: ['MR', 'DOC'],
    date: ago(420),
    instanceCount: 413,
    reports: ['Compte rendu', 'Compte rendu complémentaire'].map((title, index) => ({
      id: `local-fedcba9876543210fedcba9876543210.1.2.${index}`,
      documentId: 'd',
      title,
      date: ago(419),
      author: null,
      bytes: 48_000,
      isNew: false,
    })),
    patient: { id: 'p2', displayName: 'DUPONT-LAJOIE Marie-Antoinette', birthDate: '1948-02-29' },
  },
};

const source = 'CD_CHRU_2026';
const importing = (state: ImportState): FakeOptions => ({
  session: signedOut,
  answers: {
    'import.state': () => succeeded(state),
    'imported.list': () => succeeded([imported, withReport]),
  },
});

const exporting = (state: ExportState): FakeOptions => ({
  answers: { 'export.state': () => succeeded(state) },
});

const ended: ImportState = {
  kind: 'done',
  source,
  imported: [{ exam, added: 212, known: 3 }],
  leftOut: [
    { reason: 'cut-short', count: 2, names: ['DICOM/PT000000/ST000000/SE000001/IM000007', 'DICOM/IM12'] },
    { reason: 'missing', count: 31, names: Array.from({ length: 20 }, (_, at) => `DICOM/IM${at}`) },
  ],
  incomplete: { count: 1, names: ['DICOM/PT000000/ST000000/SE000002/IM000001'] },
  otherFiles: 4,
  cancelled: false,
};

const underWay = {
  exams: 2,
  bytes: 210_000_000,
  bytesTotal: 640_000_000,
  instancesDone: 380,
  instancesTotal: 1_180,
  waiting: false,
  bytesPerSecond: 5_400_000,
  secondsLeft: 80,
};
const downloading: LibraryStatus = { held: false, downloading: underWay };

/** Discs, folders and what lies on this computer, in the states that they can have. */
export const libraryScenarios = {
  'import-reading': importing({ kind: 'reading', source, files: 1_412, total: null, exams: [] }),
  'import-announced': importing({
    kind: 'reading',
    source,
    files: 1_412,
    total: 2_980,
    exams: [exam, { ...withReport.exam, imagesAvailable: false, reports: [] }],
  }),
  'import-copying': importing({
    kind: 'copying',
    source,
    // Reports are there once the exam is.
    exams: [exam, { ...withReport.exam, reports: [] }],
    done: 318,
    total: 625,
    bytesDone: 167e6,
    bytesTotal: 328e6,
  }),
  'import-locked': importing({ kind: 'locked', source: 'examen.zip', wrong: true }),
  'import-done': importing(ended),
  'import-nothing-sound': importing({ ...ended, imported: [], incomplete: { count: 0, names: [] } }),
  'import-unsafe': importing({
    kind: 'failed',
    source: 'examen.zip',
    error: { code: 'archive-unsafe', message: '' },
  }),
  'import-nothing': importing({
    kind: 'failed',
    source: 'Téléchargements',
    error: { code: 'nothing-to-import', message: '' },
  }),
  'disc-inserted': {
    session: signedOut,
    answers: { 'volumes.list': () => succeeded([{ id: '1', name: source }]) },
  },
  'local-empty': {
    answers: {
      'imported.list': () => succeeded([]),
      'library.list': () => succeeded([]),
      'library.status': () => succeeded({ held: false, downloading: null }),
    },
  },
  'local-failing': { answers: { 'imported.list': () => failure('library-unreadable') } },
  'local-reports': { answers: { 'imported.list': () => succeeded([imported, withReport]) } },
  'library-downloading': { answers: { 'library.status': () => succeeded(downloading) } },
  'library-waiting': {
    answers: {
      'library.status': () =>
        succeeded({
          held: false,
          downloading: { ...underWay, waiting: true, bytesPerSecond: null, secondsLeft: null },
        }),
    },
  },
  'library-held': { answers: { 'library.status': () => succeeded({ ...downloading, held: true }) } },
  'library-repaired': {
    answers: {
      'library.repairs': () =>
        succeeded({ interrupted: true, unfinished: 2, continued: 1, resumed: 1, removed: 0, damaged: 3 }),
    },
  },
  'access-ended': {
    answers: {
      'access.ended': () =>
        succeeded([
          { examId: 'a', label: 'IRM du genou droit', why: 'over' },
          { examId: 'b', label: 'Scanner du thorax', why: 'withdrawn' },
        ]),
    },
  },
  'account-gone': { session: { ...signedOut, reason: 'account-deactivated' } },
  'export-running': exporting({ kind: 'running', examLabel: exam.label, done: 61, total: 212 }),
  'export-done': exporting({
    kind: 'done',
    examLabel: exam.label,
    name: 'Examen - Scanner du thorax - 2026-03-03',
    files: 209,
    missing: 3,
    withheld: 1,
  }),
  'export-failed': exporting({
    kind: 'failed',
    examLabel: exam.label,
    error: { code: 'disk-full', message: '', missingBytes: 52_000_000 },
  }),
} satisfies Record<string, FakeOptions>;
