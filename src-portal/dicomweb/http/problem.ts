import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ProblemCode } from '../../../src-shared/portal-api/generated/types.gen.ts';
import { problemOf } from '../../http/problem.ts';

export class DicomWebProblem extends Error {
  override readonly name = 'DicomWebProblem';
  readonly code: ProblemCode;
  readonly headers: Readonly<Record<string, string>>;

  /** `detail` is for developers, in English; it names no person. */
  constructor(code: ProblemCode, detail: string, headers: Readonly<Record<string, string>> = {}) {
    super(detail);
    this.code = code;
    this.headers = headers;
  }
}

/** What stands behind a UID is told to those alone who may read it: for all others it is not there. */
export function notFound(): DicomWebProblem {
  return new DicomWebProblem('not-found', 'There is no such study, series or instance.');
}

export function sendDicomWebProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  { code, message, headers }: DicomWebProblem,
): FastifyReply {
  const problem = problemOf(code, {}, request.headers['accept-language']);
  return reply
    .code(problem.status)
    .removeHeader('etag')
    .header('cache-control', 'no-store')
    .headers(problem.status === 503 ? { 'retry-after': '10', ...headers } : headers)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify({ ...problem, detail: message }));
}
