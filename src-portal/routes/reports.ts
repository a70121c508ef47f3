import type { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { GetReportContentData } from '../../src-shared/portal-api/generated/types.gen.ts';
import type { Database } from '../db/database.ts';
import { parseByteRange, type ByteRange } from '../dicomweb/http/byte-range.ts';
import { principalOf } from '../http/authenticate.ts';
import { matches } from '../http/caching.ts';
import { on } from '../http/contract.ts';
import { cutWhenOver, watchRight } from '../http/right-to-read.ts';
import type { Principal } from '../services/principal.ts';
import type { Reading } from '../services/reading.ts';
import { Refusal } from '../services/refusal.ts';
import type { ReportFiles } from '../services/report-files.ts';
import type { Revocations } from '../services/revocations.ts';
import { mayReadReport } from '../services/rights.ts';

export function reportRoutes(
  app: FastifyInstance,
  {
    db,
    reading,
    reportFiles,
    revocations,
  }: { db: Database; reading: Reading; reportFiles: ReportFiles; revocations: Revocations },
): void {
  const open = (principal: Principal, reportId: string, since: number, range?: ByteRange): Readable => {
    const body = reportFiles.open(reportId, range);
    const allowed = async () => (await mayReadReport(db, principal, reportId)).allowed;
    const watch = watchRight(db, revocations, principal, { allowed, since });
    cutWhenOver(body, watch, () => new Refusal('not-allowed'));
    return body;
  };

  on<GetReportContentData>(app, 'getReportContent', async ({ path, query }, request, reply) => {
    const principal = principalOf(request);
    const since = revocations.moment();
    const decision = await reading.report(principal, path.id, query.purpose ?? 'view');
    if (!decision.allowed) throw new Refusal('not-found');
    const report = await db
      .selectFrom('report')
      .select(['id', 'bytes', 'sha256'])
      .where('id', '=', path.id)
      .executeTakeFirstOrThrow();
    const etag = `"${report.sha256}"`;
    reply
      .header('etag', etag)
      .header('cache-control', 'private, no-cache')
      .header('vary', 'Authorization')
      .header('accept-ranges', 'bytes')
      .header(
        'content-disposition',
        `${query.purpose === 'download' ? 'attachment' : 'inline'}; filename="${report.id}.pdf"`,
      );
    if (matches(request.headers['if-none-match'], etag)) return reply.code(304).send();
    const ifRange = request.headers['if-range'];
    const range =
      ifRange === undefined || ifRange === etag
        ? parseByteRange(request.headers.range, report.bytes)
        : 'whole';
    if (range === 'unsatisfiable') {
      reply.header('content-range', `bytes */${report.bytes}`).removeHeader('content-disposition');
      throw new Refusal('range-not-satisfiable');
    }
    reply.type('application/pdf');
    if (range === 'whole')
      return reply.header('content-length', report.bytes).send(open(principal, report.id, since));
    return reply
      .code(206)
      .header('content-range', `bytes ${range.start}-${range.end}/${report.bytes}`)
      .header('content-length', range.end - range.start + 1)
      .send(open(principal, report.id, since, range));
  });
}
