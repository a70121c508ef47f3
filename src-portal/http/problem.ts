import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Problem, ProblemCode } from '../../src-shared/portal-api/generated/types.gen.ts';
import { Refusal, type RefusalDetails } from '../services/refusal.ts';
import { languageFrom, textsIn } from '../texts/texts.ts';
import { isUnavailable } from './unavailable.ts';

const statusOf: Readonly<Record<ProblemCode, number>> = {
  'invalid-request': 400,
  'wrong-credentials': 400,
  'session-ended': 400,
  'unsupported-grant-type': 400,
  'not-signed-in': 401,
  'account-deactivated': 403,
  'not-allowed': 403,
  'insecure-transport': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'not-acceptable': 406,
  'no-image': 406,
  'unsupported-transfer-syntax': 406,
  'undecodable-image': 406,
  conflict: 409,
  'images-not-available-yet': 409,
  'share-ended': 410,
  'payload-too-large': 413,
  'unsupported-media-type': 415,
  'range-not-satisfiable': 416,
  'password-rejected': 422,
  'share-duration-not-allowed': 422,
  'account-locked': 423,
  'share-locked': 423,
  'too-many-requests': 429,
  internal: 500,
  unavailable: 503,
};

/** Seconds that a client is told to wait where nobody knows better; 423, 429 and 503 always say. */
const defaultRetryAfter = 10;

export function problemOf(
  code: ProblemCode,
  details: RefusalDetails,
  acceptLanguage: string | undefined,
): Problem {
  return {
    type: 'about:blank',
    title: textsIn(languageFrom(acceptLanguage)).problems[code],
    status: statusOf[code],
    code,
    ...(details.attemptsLeft !== undefined && { attemptsLeft: details.attemptsLeft }),
    ...(details.lockedUntil && { lockedUntil: details.lockedUntil.toISOString() }),
    ...(details.reasons && { reasons: [...details.reasons] }),
    ...(details.fields && { fields: [...details.fields] }),
    ...(details.ended && { ended: details.ended }),
  };
}

export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  code: ProblemCode,
  details: RefusalDetails = {},
): FastifyReply {
  const problem = problemOf(code, details, request.headers['accept-language']);
  if ([423, 429, 503].includes(problem.status)) {
    // The rate limiter has said already when its window opens again.
    reply.header('retry-after', details.retryAfter ?? reply.getHeader('retry-after') ?? defaultRetryAfter);
  }
  if (problem.status === 401) {
    // One that was given and is no good any more is said to be that (RFC 6750 §3.1).
    const wasGiven = /^bearer /i.test(request.headers.authorization ?? '');
    const reason = wasGiven ? ', error="invalid_token"' : '';
    reply.header('www-authenticate', `Bearer realm="e-mage"${reason}`);
  }
  return reply
    .code(problem.status)
    .removeHeader('etag')
    .header('cache-control', 'no-store')
    .header('content-language', languageFrom(request.headers['accept-language']))
    .type('application/problem+json; charset=utf-8')
    .send(
      JSON.stringify(request.url.startsWith('/oauth/') ? { ...problem, error: oauthError(code) } : problem),
    );
}

/** What was asked is understood, and the credentials do not give it. */
const refusedGrants: ReadonlySet<ProblemCode> = new Set([
  'wrong-credentials',
  'session-ended',
  'account-deactivated',
  'account-locked',
  'share-ended',
  'share-locked',
]);

/** RFC 6749 §5.2. */
function oauthError(code: ProblemCode): string {
  if (code === 'unsupported-grant-type') return 'unsupported_grant_type';
  if (code === 'too-many-requests' || code === 'unavailable') return 'temporarily_unavailable';
  if (code === 'internal') return 'server_error';
  return refusedGrants.has(code) ? 'invalid_grant' : 'invalid_request';
}

/** The one place where anything thrown becomes an answer. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof Refusal) return sendProblem(request, reply, error.code, error.details);
  const isAway = isUnavailable(error);
  const code = isAway ? 'unavailable' : codeOf(error);
  if (isAway || code === 'internal') request.log.error({ err: error }, 'failed');
  return sendProblem(request, reply, code);
}

/** Refusals of Fastify itself, by what they mean. */
function codeOf(error: unknown): ProblemCode {
  const { code, statusCode } = isFastifyError(error) ? error : {};
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return 'unsupported-media-type';
  switch (statusCode) {
    case 404:
      return 'not-found';
    case 405:
      return 'method-not-allowed';
    case 413:
      return 'payload-too-large';
    case 415:
      return 'unsupported-media-type';
    case 429:
      return 'too-many-requests';
    case 503:
      return 'unavailable';
    default:
      return statusCode !== undefined && statusCode >= 400 && statusCode < 500
        ? 'invalid-request'
        : 'internal';
  }
}

const isFastifyError = (error: unknown): error is Partial<FastifyError> => error instanceof Error;
