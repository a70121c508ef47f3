import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { z } from 'zod';

/** PDFs of reports in a folder, `<first two of id>/<id>.pdf`. */
export interface ReportFiles {
  open(reportId: string, range?: { start: number; end: number }): Readable;
  /** Copies a PDF in. Answers its size in bytes and its SHA-256. */
  adopt(reportId: string, file: string): Promise<{ bytes: number; sha256: string }>;
  /** Takes away what `adopt` copied in, where no report came of it. */
  discard(reportId: string): Promise<void>;
}

export function createReportFiles(folder: string): ReportFiles {
  const pathOf = (reportId: string): string => {
    const id = z.uuid().parse(reportId);
    return join(folder, id.slice(-2), `${id}.pdf`);
  };
  return {
    open: (reportId, range) => createReadStream(pathOf(reportId), range),
    async adopt(reportId, file) {
      const target = pathOf(reportId);
      await mkdir(join(target, '..'), { recursive: true });
      const content = await readFile(file);
      await copyFile(file, target);
      return { bytes: content.byteLength, sha256: createHash('sha256').update(content).digest('hex') };
    },
    discard: (reportId) => rm(pathOf(reportId), { force: true }),
  };
}
