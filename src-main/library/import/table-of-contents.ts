import type { Exam } from '../../../src-shared/domain/exam.ts';
import { localExamId } from '../../../src-shared/domain/local-exam.ts';
import { readFileMeta } from '../../dicom/part10.ts';
import { readDicomdir, type DiscDirectory, type ListedStudy } from '../../dicom/read-dicomdir.ts';
import { contentsOf, dashed, examOf, imagingOf, instantOf, type Draft } from './drafts.ts';
import { FileRefused, type MediumFile } from './medium.ts';

const BEGINNING_BYTES = 4096;
/** A record takes a few hundred bytes; no disc holds the images for more. */
const LARGEST_DICOMDIR = 256 * 2 ** 20;

/** A few copies of it lie on some discs; one is the table of contents. Its name may show as it stands on the disc (ISO 9660). */
export const isDicomdir = (path: string): boolean => /(^|[\\/])DICOMDIR\.?(;\d+)?$/i.test(path);

interface Announced {
  readonly study: ListedStudy;
  readonly provisionalId: string;
  /** Files of it that are there and were not looked at yet. */
  unread: number;
}

/**
 * What a disc says of itself before its files are read. It decides which are read first, and shows their exams by name;
 * what is in a file is only believed from the file.
 */
export class TableOfContents {
  /** Named, and not on the disc. */
  readonly missing: readonly string[];
  readonly #announced: readonly Announced[];
  readonly #byFile = new Map<string, Announced>();
  readonly #known = new WeakMap<Draft, Exam>();

  private constructor(
    directories: readonly (readonly [string, DiscDirectory])[],
    files: readonly MediumFile[],
  ) {
    const there = new Set(files.map(({ path }) => normalised(path)));
    const missing: string[] = [];
    const announced: Announced[] = [];
    for (const [folder, directory] of directories) {
      const onDisc = (file: string): string | undefined => {
        const path = normalised(`${folder}${file}`);
        return [path, `${path}.DCM`].find((each) => there.has(each));
      };
      missing.push(...directory.files.filter((file) => !onDisc(file)).map((file) => `${folder}${file}`));
      for (const study of directory.studies) {
        const each: Announced = {
          study,
          provisionalId: localExamId(`announced${announced.length}`),
          unread: 0,
        };
        for (const file of study.files) {
          const path = onDisc(file);
          if (path === undefined || this.#byFile.has(path)) continue;
          this.#byFile.set(path, each);
          each.unread += 1;
        }
        if (each.unread > 0) announced.push(each);
      }
    }
    this.missing = missing;
    this.#announced = announced;
  }

  /** False: nothing is announced. */
  get isThere(): boolean {
    return this.#announced.length > 0;
  }

  static async read(files: readonly MediumFile[]): Promise<TableOfContents> {
    const directories: [string, DiscDirectory][] = [];
    for (const file of files.filter(({ path }) => isDicomdir(path))) {
      const folder = file.path.includes('/') ? file.path.slice(0, file.path.lastIndexOf('/') + 1) : '';
      try {
        if (!readFileMeta(await file.beginning(BEGINNING_BYTES))) continue;
        directories.push([folder, readDicomdir(await file.beginning(Math.min(file.size, LARGEST_DICOMDIR)))]);
      } catch (error) {
        // It is told with the other files, when it is their turn.
        if (!(error instanceof FileRefused)) throw error;
      }
    }
    return new TableOfContents(directories, files);
  }

  /** The files of one exam after those of another, and then what no exam names. */
  sorted(files: readonly MediumFile[]): MediumFile[] {
    const place = new Map([...this.#byFile.keys()].map((path, index) => [path, index]));
    const placeOf = ({ path }: MediumFile): number => place.get(normalised(path)) ?? place.size;
    const placed = files.map((file) => ({ file, at: placeOf(file) }));
    return placed.sort((a, b) => a.at - b.at).map(({ file }) => file);
  }

  /** True: with it, all files of an exam have been looked at. */
  wasRead({ path }: MediumFile): boolean {
    const announced = this.#byFile.get(normalised(path));
    if (!announced || announced.unread === 0) return false;
    announced.unread -= 1;
    return announced.unread === 0;
  }

  /** Those of which every file has been looked at. */
  whole(drafts: readonly Draft[]): Draft[] {
    const uids = new Set(this.#announced.filter(isWhole).map(({ study }) => study.studyInstanceUid));
    return drafts.filter(({ studyInstanceUid }) => uids.has(studyInstanceUid));
  }

  /** As announced, and as they are once they were read: those have images, and their own id. */
  exams(drafts: readonly Draft[]): Exam[] {
    const whole = this.whole(drafts);
    const unread = this.#announced.filter((each) => !isWhole(each));
    return [
      ...whole.map((draft) => this.#examOf(draft)),
      ...unread.map(({ study, provisionalId }) => announcedExam(study, provisionalId)),
    ];
  }

  /** In words once, and again only where there is more of it. */
  #examOf(draft: Draft): Exam {
    const known = this.#known.get(draft);
    if (known?.bytes === draft.bytes) return known;
    const exam = examOf(draft, contentsOf(draft), draft.bytes);
    this.#known.set(draft, exam);
    return exam;
  }
}

const isWhole = ({ unread }: Announced): boolean => unread === 0;

/** Discs write names in capitals; systems show them in small letters, with a version (`;1`) or a dot at the end. */
const normalised = (path: string): string => path.toUpperCase().replace(/;\d+$/, '').replace(/\.$/, '');

const announcedExam = (study: ListedStudy, id: string): Exam => ({
  id,
  studyInstanceUid: study.studyInstanceUid,
  label: study.description.replaceAll('^', ' ').trim(),
  date: instantOf(study.date, study.time),
  modalities: imagingOf(study.modalities),
  bodyRegion: null,
  establishment: { id: '', name: study.institution, town: '' },
  prescriber: null,
  radiologist: null,
  seriesCount: study.seriesCount,
  instanceCount: study.files.length,
  bytes: 0,
  imagesAvailable: false,
  imagesDocumentId: null,
  isNew: false,
  reports: [],
  patient: {
    id: study.patient.id,
    displayName: study.patient.name,
    birthDate: study.patient.birthDate === '' ? null : dashed(study.patient.birthDate),
  },
  shared: null,
  temporaryUntil: null,
});
