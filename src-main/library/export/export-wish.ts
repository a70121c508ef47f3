import type { Exam } from '../../../src-shared/domain/exam.ts';
import type { ExportFormat } from '../../../src-shared/domain/export.ts';

export interface ExportWish {
  readonly exam: Exam;
  readonly format: ExportFormat;
  /** The folder in which a new one is made, or the archive's own path. */
  readonly target: string;
  /** What the new folder is called. */
  readonly name: string;
  readonly passphrase: string | null;
  readonly deidentify: boolean;
  /** Their file names, by report. */
  readonly reports: readonly { readonly id: string; readonly fileName: string }[];
  readonly readme: string;
}
