import { z } from 'zod';
import { accessEndOf, examSchema, type Exam } from '../../../src-shared/domain/exam.ts';
import { AppFailure } from '../../../src-shared/errors.ts';
import type { ExamList } from '../../../src-shared/ipc/schemas/exams.ts';
import { getExam, listExams } from '../../sources/portal/exams.ts';
import type { ActiveSession } from '../../session/active-session.ts';
import type { Session } from '../../session/session.ts';
import { examOfLocalReport, isLocalExamId } from '../../../src-shared/domain/local-exam.ts';
import type { LocalExams } from '../import/local-exams.ts';
import type { KeptAnswers } from '../kept-answers.ts';
import type { KeptExams } from '../library/kept-exams.ts';
import { isForNow } from '../../sources/portal/failure.ts';

/** The exams of whoever is signed in. Remembers the last list, so that one exam is found without asking again. */
export class ExamCatalogue {
  readonly #session: Session;
  readonly #answers: KeptAnswers;
  readonly #onListed: (exams: readonly Exam[]) => void;
  readonly #local: Pick<LocalExams, 'find' | 'list'>;
  readonly #kept: Pick<KeptExams, 'all'>;
  /** A session's exams go with it. */
  readonly #known = new WeakMap<ActiveSession, Map<string, Exam>>();
  /** Beside the list of exams: what is shared with the account, the record of a patient. */
  readonly #learned = new WeakMap<ActiveSession, Map<string, Exam>>();
  readonly #asked = new WeakMap<ActiveSession, Promise<ExamList>>();

  constructor(
    session: Session,
    answers: KeptAnswers,
    local: Pick<LocalExams, 'find' | 'list'>,
    kept: Pick<KeptExams, 'all'>,
    /** Hears each list that comes from the portal. */
    onListed: (exams: readonly Exam[]) => void,
  ) {
    this.#onListed = onListed;
    this.#session = session;
    this.#answers = answers;
    this.#local = local;
    this.#kept = kept;
  }

  /** Asked once for all who ask at the same time. */
  async list(): Promise<ExamList> {
    const { active } = this.#session;
    const asked = this.#asked.get(active) ?? this.#list(active).finally(() => this.#asked.delete(active));
    this.#asked.set(active, asked);
    return asked;
  }

  async #list(active: ActiveSession): Promise<ExamList> {
    const { value, freshness } = await this.#answers.get('exams', z.array(examSchema), listExams);
    const now = Date.now();
    // Offline the library erases what is over; a list from before must not name it any more.
    const items =
      freshness.source === 'portal' ? value : value.filter((exam) => (accessEndOf(exam) ?? Infinity) > now);
    this.#known.set(active, new Map(items.map((exam) => [exam.id, exam])));
    // Somebody else may have signed in while the portal took its time.
    const isTheirs = this.#session.activeEvenIfLocked === active;
    if (freshness.source === 'portal' && isTheirs) this.#onListed(items);
    return { items, freshness };
  }

  /** How an exam of a list is called; null for one that no list named. */
  labelOf(examId: string): string | null {
    const active = this.#session.activeEvenIfLocked;
    if (!active) return null;
    const lists = [this.#known.get(active), this.#learned.get(active)];
    return lists.map((exams) => exams?.get(examId)?.label).find((label) => label !== undefined) ?? null;
  }

  /** Exams that another list named, so that they are found as well. */
  learn(active: ActiveSession, exams: readonly Exam[]): void {
    const learned = this.#learned.get(active) ?? new Map<string, Exam>();
    for (const exam of exams) learned.set(exam.id, exam);
    this.#learned.set(active, learned);
  }

  /** Fails with `not-found`, or says that the portal could not be asked. */
  async find(examId: string): Promise<Exam> {
    if (isLocalExamId(examId)) return this.#local.find(examId);
    const { active } = this.#session;
    const known =
      this.#known.get(active)?.get(examId) ??
      this.#learned.get(active)?.get(examId) ??
      (await this.#listed(examId));
    if (known) return known;
    try {
      return await getExam(active.client, examId);
    } catch (error) {
      const kept = isForNow(error) ? await this.kept() : [];
      const found = kept.find(({ id }) => id === examId);
      if (found) return found;
      throw error;
    }
  }

  /** The exams that are kept on this computer, as the newest list that names them has them. */
  async kept(): Promise<Exam[]> {
    const { active } = this.#session;
    const isNewer = (examId: string): Exam | undefined =>
      this.#known.get(active)?.get(examId) ?? this.#learned.get(active)?.get(examId);
    return (await this.#kept.all().catch(() => [])).map((exam) => isNewer(exam.id) ?? exam);
  }

  /** The exam that a report belongs to; undefined where no list names it. */
  async ofReport(reportId: string): Promise<Exam | undefined> {
    const imported = examOfLocalReport(reportId);
    if (imported !== null) return this.#local.find(imported);
    const has = (exam: Exam): boolean => exam.reports.some(({ id }) => id === reportId);
    const { active } = this.#session;
    const known = [
      ...(this.#known.get(active)?.values() ?? []),
      ...(this.#learned.get(active)?.values() ?? []),
    ].find(has);
    return known ?? (await this.kept()).find(has) ?? (await this.list()).items.find(has);
  }

  /** Other exams with images of the person that an exam is of, the latest first. */
  async ofSamePatient(examId: string): Promise<Exam[]> {
    const exam = await this.find(examId);
    const all = isLocalExamId(examId)
      ? (await this.#local.list()).map((imported) => imported.exam)
      : (await this.list()).items;
    return all
      .filter((other) => other.id !== examId && other.imagesAvailable && isOfSame(exam, other))
      .sort((a, b) => b.date.localeCompare(a.date));
  }

  async #listed(examId: string): Promise<Exam | undefined> {
    try {
      return (await this.list()).items.find(({ id }) => id === examId);
    } catch (error) {
      if (error instanceof AppFailure) return undefined;
      throw error;
    }
  }
}

/** Without a patient an exam is the account's own, or shared by someone: of each only their own go together. */
const isOfSame = (a: Exam, b: Exam): boolean =>
  a.patient === null || b.patient === null
    ? a.patient === b.patient && a.shared?.by === b.shared?.by
    : a.patient.id === b.patient.id;
