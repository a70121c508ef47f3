import type { Exam } from './exam.ts';

/** For tests: an exam like any other, but for what the test is about. */
export const anExam = (id: string, change: Partial<Exam> = {}): Exam => ({
  id,
  studyInstanceUid: '1.2.3',
  label: 'Scanner du thorax',
  date: '2026-03-03T09:00:00+01:00',
  modalities: ['CT'],
  bodyRegion: null,
  establishment: { id: 'e', name: 'CHU', town: 'Nancy' },
  prescriber: null,
  radiologist: null,
  seriesCount: 1,
  instanceCount: 1,
  bytes: 1,
  imagesAvailable: true,
  imagesDocumentId: null,
  isNew: false,
  reports: [],
  patient: null,
  shared: null,
  temporaryUntil: null,
  ...change,
});
