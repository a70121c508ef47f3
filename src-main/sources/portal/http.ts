import type { AxiosHeaders, AxiosInstance } from 'axios';
import type { z } from 'zod';
import { AppFailure } from '../../../src-shared/errors.ts';
import { parseSeen } from '../../../src-shared/words-from-elsewhere.ts';
import { failureOfAnswer, failureOfTransport, isUnreachable, type Reach } from './failure.ts';

export interface HttpRequest {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly form?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly token?: string;
  /** Asks for an answer only if it is another than this one (RFC 9110 §13.1.2). */
  readonly etag?: string;
  /** A media type other than `application/json`. */
  readonly accept?: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly etag: string | null;
  /** What the JSON says; undefined for an empty answer. */
  readonly body: unknown;
}

/** Asks a portal. Answers 2xx and 304 alone; everything else is an `AppFailure`. */
export type Http = (request: HttpRequest) => Promise<HttpAnswer>;

export interface HttpOptions {
  /** Electron's, so that the system's proxy and certificates count. */
  readonly fetch: typeof fetch;
  /** Sent as Accept-Language. */
  readonly language: () => 'fr' | 'en';
  /** Hears after each request whether the portal could be reached. */
  readonly onReach?: (reach: Reach) => void;
  /** Hears what time it is at the portal, in milliseconds since 1970. */
  readonly onDate?: (instant: number) => void;
}

const timeoutMs = 20_000;
/** A page of 200 exams is some 300 KB. */
const largestAnswer = 32 * 1024 * 1024;

export function createHttp({ fetch, language, onReach, onDate }: HttpOptions): Http {
  let client: Promise<AxiosInstance> | null = null;
  return async (request) => {
    let answered = false;
    try {
      client ??= clientWith(fetch);
      const response = await (
        await client
      ).request<unknown>({
        url: request.url,
        method: request.method ?? 'GET',
        params: request.query,
        headers: {
          Accept: `${request.accept ?? 'application/json'}, application/problem+json`,
          'Accept-Language': language(),
          ...(request.form && { 'Content-Type': 'application/x-www-form-urlencoded' }),
          ...(request.json !== undefined && { 'Content-Type': 'application/json' }),
          ...(request.token && { Authorization: `Bearer ${request.token}` }),
          ...(request.etag && { 'If-None-Match': request.etag }),
        },
        ...(request.form && { data: new URLSearchParams(request.form).toString() }),
        ...(request.json !== undefined && { data: JSON.stringify(request.json) }),
      });
      answered = true;
      const header = (name: string): string | null => {
        const value = (response.headers as AxiosHeaders).get(name);
        return typeof value === 'string' ? value : null;
      };
      const body = parsed(response.data);
      if ((response.status >= 200 && response.status < 300) || response.status === 304) {
        onReach?.('reached');
        const date = Date.parse(header('date') ?? '');
        if (!Number.isNaN(date)) onDate?.(date);
        return { status: response.status, etag: header('etag'), body };
      }
      throw failureOfAnswer({ status: response.status, body, retryAfter: header('retry-after') });
    } catch (error) {
      const failure = failureOfTransport(error);
      onReach?.(!isUnreachable(failure) ? 'reached' : answered ? 'down' : 'unreached');
      throw failure;
    }
  };
}

/** Read when there is something to ask: with it Node reads its own `Request` and `fetch`, 30 ms in which a start draws nothing. */
async function clientWith(fetch: HttpOptions['fetch']): Promise<AxiosInstance> {
  const { default: axios } = await import('axios');
  return axios.create({
    adapter: 'fetch',
    // Axios then hands over plain arguments; Electron's fetch knows no Request of another making.
    env: { fetch, Request: null as never, Response: null as never },
    timeout: timeoutMs,
    maxContentLength: largestAnswer,
    validateStatus: () => true,
    responseType: 'text',
    transformResponse: (body: unknown) => body,
    // Nothing of an answer may lie on disk in clear; a password must not follow a redirect.
    fetchOptions: { cache: 'no-store', credentials: 'omit', redirect: 'error' },
  });
}

function parsed(text: unknown): unknown {
  if (typeof text !== 'string' || text === '') return undefined;
  try {
    return parseSeen(text);
  } catch {
    return text;
  }
}

/** The answer in the shape that the contract promises. */
export function read<T extends z.ZodType>(schema: T, body: unknown, what: string): z.output<T> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const at = result.error.issues[0]?.path.join('.') ?? '';
  throw new AppFailure('portal-answer-invalid', `${what}: the portal's answer has another shape at '${at}'`);
}
