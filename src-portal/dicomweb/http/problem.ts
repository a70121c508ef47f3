import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ProblemCode } from '../../../src-shared/portal-api/generated/types.gen.ts';
import { problemOf } from '../../http/problem.ts';

/** Pictures have refusals of their own; each is a 406. */
export type PictureCode =
  /** The instance holds no picture at all: a report, a segmentation's header, a plan. */
  | 'no-image'
  /** The picture is compressed in a way that this portal does not decode. */
  | 'unsupported-transfer-syntax'
  /** The picture is cut off, corrupt or contradicts its header. */
  | 'undecodable-image';

export class DicomWebProblem extends Error {
  override readonly name = 'DicomWebProblem';
  readonly code: ProblemCode | PictureCode;
  readonly headers: Readonly<Record<string, string>>;

  /** `detail` is for developers, in English; it names no person. */
  constructor(
    code: ProblemCode | PictureCode,
    detail: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail);
    this.code = code;
    this.headers = headers;
  }
}

/** What stands behind a UID is told to those alone who may read it: for all others it is not there. */
export function notFound(): DicomWebProblem {
  return new DicomWebProblem('not-found', 'There is no such study, series or instance.');
}

function isPictureCode(code: ProblemCode | PictureCode): code is PictureCode {
  return code === 'no-image' || code === 'unsupported-transfer-syntax' || code === 'undecodable-image';
}

export function sendDicomWebProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  { code, message, headers }: DicomWebProblem,
): FastifyReply {
  const general = isPictureCode(code) ? 'not-acceptable' : code;
  const problem = problemOf(general, {}, request.headers['accept-language']);
  return reply
    .code(problem.status)
    .removeHeader('etag')
    .header('cache-control', 'no-store')
    .headers(problem.status === 503 ? { 'retry-after': '10', ...headers } : headers)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify({ ...problem, code, detail: message }));
}
