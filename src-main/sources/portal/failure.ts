import { z } from 'zod';
import { AppFailure, type AppError, type ErrorCode } from '../../../src-shared/errors.ts';
import { passwordRejections } from '../../../src-shared/domain/account.ts';
import { zProblemCode } from '../../../src-shared/portal-api/generated/zod.gen.ts';

type ProblemCode = z.infer<typeof zProblemCode>;

// The one place where what a portal says, or the way to it, becomes one of our codes.
const codeOfProblem: Readonly<Record<ProblemCode, ErrorCode>> = {
  'invalid-request': 'request-refused',
  'wrong-credentials': 'wrong-credentials',
  'account-locked': 'account-locked',
  'account-deactivated': 'account-deactivated',
  'session-ended': 'session-ended',
  'not-signed-in': 'not-signed-in',
  'unsupported-grant-type': 'request-refused',
  'not-allowed': 'not-allowed',
  'not-found': 'not-found',
  'method-not-allowed': 'request-refused',
  'not-acceptable': 'request-refused',
  conflict: 'request-refused',
  'payload-too-large': 'request-refused',
  'unsupported-media-type': 'request-refused',
  'range-not-satisfiable': 'request-refused',
  'password-rejected': 'password-rejected',
  'share-ended': 'share-expired',
  'share-locked': 'share-locked',
  'share-duration-not-allowed': 'share-duration-not-allowed',
  'images-not-available-yet': 'images-not-available-yet',
  'too-many-requests': 'too-many-requests',
  'insecure-transport': 'portal-insecure-address',
  'no-image': 'instance-has-no-image',
  'unsupported-transfer-syntax': 'transfer-syntax-unsupported',
  'undecodable-image': 'instance-damaged',
  unavailable: 'portal-unavailable',
  internal: 'portal-unavailable',
};

function codeOfStatus(status: number): ErrorCode {
  switch (status) {
    case 401:
      return 'not-signed-in';
    case 403:
      return 'not-allowed';
    case 404:
      return 'not-found';
    case 410:
      return 'share-expired';
    case 423:
      return 'account-locked';
    case 429:
      return 'too-many-requests';
    default:
      return status >= 500 ? 'portal-unavailable' : 'request-refused';
  }
}

// Lenient on purpose: a field in a shape that we do not know must not hide the refusal itself.
const problemSchema = z.object({
  code: z.string().optional().catch(undefined),
  attemptsLeft: z.number().int().nonnegative().optional().catch(undefined),
  lockedUntil: z.iso.datetime({ offset: true }).optional().catch(undefined),
  reasons: z.array(z.enum(passwordRejections)).optional().catch(undefined),
  ended: z.enum(['expired', 'revoked', 'codes-used-up']).optional().catch(undefined),
});

/** Why a share is over, where the portal says so. */
const codeOfEnd = {
  expired: 'share-expired',
  revoked: 'share-stopped',
  'codes-used-up': 'share-codes-used-up',
} as const satisfies Record<string, ErrorCode>;

/** What a refusal by the portal means (RFC 9457; `retryAfter` is the header of RFC 9110 §10.2.3). */
export function failureOfAnswer(
  answer: { readonly status: number; readonly body: unknown; readonly retryAfter: string | null },
  now: number = Date.now(),
): AppFailure {
  const parsed = problemSchema.safeParse(answer.body);
  const problem = parsed.success ? parsed.data : {};
  const known = zProblemCode.safeParse(problem.code);
  const usual = known.success ? codeOfProblem[known.data] : codeOfStatus(answer.status);
  const code = usual === 'share-expired' && problem.ended ? codeOfEnd[problem.ended] : usual;
  const seconds = secondsOf(answer.retryAfter, now);
  const details: Omit<AppError, 'code' | 'message'> = {
    ...(seconds !== undefined && { retryAfter: seconds }),
    ...(problem.attemptsLeft !== undefined && { attemptsLeft: problem.attemptsLeft }),
    ...(problem.lockedUntil !== undefined && { lockedUntil: problem.lockedUntil }),
    ...(problem.reasons !== undefined && { reasons: problem.reasons }),
  };
  return new AppFailure(
    code,
    `the portal answered ${answer.status}${known.success ? ` ${known.data}` : ''}`,
    details,
  );
}

/** Seconds of a `Retry-After`: a number, or a date (RFC 9110 §10.2.3). */
export function secondsOf(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header.trim());
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}

// Chromium's names (net/base/net_error_list.h), and Node's for the same things.
const ways: readonly (readonly [RegExp, ErrorCode, string])[] = [
  [
    /ERR_CERT|ERR_SSL|ERR_BAD_SSL|SELF_SIGNED|CERT_|UNABLE_TO_(VERIFY|GET)|ERR_TLS/,
    'portal-certificate',
    'the certificate does not hold',
  ],
  [/ERR_CANCELED|ERR_ABORTED|AbortError/, 'cancelled', 'given up'],
  [
    /ETIMEDOUT|ECONNABORTED|ERR_TIMED_OUT|ERR_CONNECTION_TIMED_OUT|TimeoutError|UND_ERR_\w*TIMEOUT/,
    'timed-out',
    'no answer in time',
  ],
  [
    /ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|ERR_NETWORK_IO_SUSPENDED|ENETDOWN|ENETUNREACH/,
    'network-unreachable',
    'no network',
  ],
  [
    /ERR_NAME_NOT_RESOLVED|ERR_NAME_RESOLUTION_FAILED|ENOTFOUND|EAI_AGAIN|ERR_INVALID_URL/,
    'portal-not-found',
    'no such host',
  ],
  [
    /ERR_CONNECTION|ERR_EMPTY_RESPONSE|ECONNREFUSED|ECONNRESET|UND_ERR_SOCKET|ERR_HTTP2/,
    'portal-unavailable',
    'nobody answers there',
  ],
  [/ERR_TOO_MANY_REDIRECTS|redirect/i, 'portal-not-emage', 'it points elsewhere'],
];

/** What it means that no answer came. */
export function failureOfTransport(error: unknown): AppFailure {
  if (error instanceof AppFailure) return error;
  const words = wordsOf(error);
  const way = ways.find(([pattern]) => pattern.test(words));
  return way ? new AppFailure(way[1], way[2]) : new AppFailure('network-unreachable', 'no way to the portal');
}

function wordsOf(error: unknown): string {
  const words: string[] = [];
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    words.push(at.name, at.message, 'code' in at ? String(at.code) : '');
  }
  return words.join(' ');
}

/** How far a request came: to an answer, to one that says 'later' (maintenance), or nowhere. */
export type Reach = 'reached' | 'down' | 'unreached';

/** No answer came, or one that says 'later': what lies on this computer is the best there is now. */
export const isUnreachable = (error: unknown): error is AppFailure =>
  error instanceof AppFailure &&
  [
    'network-unreachable',
    'portal-not-found',
    'portal-unavailable',
    'portal-certificate',
    'timed-out',
  ].includes(error.error.code);

/**
 * The portal could not say it now, whatever the reason (429, an account blocked for minutes, an answer that cannot be read): nothing
 * about what the person may see, so that what it said last stands in.
 */
export const isForNow = (error: unknown): error is AppFailure =>
  isUnreachable(error) ||
  (error instanceof AppFailure &&
    ['too-many-requests', 'account-locked', 'portal-answer-invalid', 'request-refused'].includes(
      error.error.code,
    ));
