import {
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Readable } from 'node:stream';
import type { ProblemCode } from '../../../src-shared/portal-api/generated/types.gen.ts';
import { DicomWebProblem, notFound } from '../http/problem.ts';

interface ArchiveRequest {
  /** Begins with a slash, follows the archive's base URL. */
  readonly path: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly method?: 'GET' | 'POST';
  readonly body?: Readable;
  /** Statuses that are answers, beside the 200s. */
  readonly answers?: readonly number[];
}

// How long an archive may be silent, before its first byte and in between.
const silence = 60_000;

/** One DICOMweb archive. Credentials stand in its URL, and go nowhere else. */
export class ArchiveClient {
  readonly #base: URL;
  readonly #agent: HttpAgent | HttpsAgent;
  readonly #authorization: string | undefined;

  constructor(url: string) {
    this.#base = new URL(url);
    const { protocol, username, password } = this.#base;
    const options = { keepAlive: true, maxSockets: 64 };
    this.#agent = protocol === 'https:' ? new HttpsAgent(options) : new HttpAgent(options);
    const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    this.#authorization =
      username === '' ? undefined : `Basic ${Buffer.from(credentials).toString('base64')}`;
  }

  /** The archive's answer, its body unread. Throws DicomWebProblem for a refusal, or where there is no answer. */
  async ask({ path, headers, method = 'GET', body, answers = [] }: ArchiveRequest): Promise<IncomingMessage> {
    const response = await this.#send(path, { ...headers }, method, body);
    const { statusCode = 0 } = response;
    if ((statusCode >= 200 && statusCode < 300) || answers.includes(statusCode)) return response;
    response.resume();
    throw refusal(statusCode);
  }

  /** The answer as text; '' where there is none. */
  async text(path: string, accept: string, limit: number): Promise<string> {
    const response = await this.ask({ path, headers: { accept } });
    return (await collect(response, limit)).toString('utf8');
  }

  close(): void {
    this.#agent.destroy();
  }

  #send(
    path: string,
    headers: OutgoingHttpHeaders,
    method: string,
    body: Readable | undefined,
  ): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const { protocol, hostname, port, pathname } = this.#base;
      const start = protocol === 'https:' ? httpsRequest : httpRequest;
      const request = start({
        agent: this.#agent,
        protocol,
        hostname: hostname.replace(/^\[|\]$/g, ''),
        port,
        path: pathname.replace(/\/$/, '') + path,
        method,
        headers: { ...headers, ...(this.#authorization && { authorization: this.#authorization }) },
      });
      request.setTimeout(silence, () => request.destroy(new Error('the archive is silent')));
      request.on('error', (cause) => reject(Object.assign(unreachable(), { cause })));
      request.on('response', resolve);
      if (!body) {
        request.end();
        return;
      }
      body.on('error', (error) => {
        reject(error);
        request.destroy();
      });
      body.pipe(request);
    });
  }
}

/** A body as a whole. Throws DicomWebProblem beyond `limit` bytes. */
export async function collect(body: Readable, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit)
      throw new DicomWebProblem('payload-too-large', 'The archive answers with more than is handled.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

/** Undefined where it is none. */
export function parseJson(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return undefined;
  }
}

function unreachable(): DicomWebProblem {
  return new DicomWebProblem('unavailable', 'The image archive cannot be reached.', { 'retry-after': '30' });
}

/** What an archive answered that is no answer. */
class ArchiveRefusal extends DicomWebProblem {
  readonly status: number;

  constructor(status: number, code: ProblemCode, detail: string) {
    super(code, detail, code === 'unavailable' ? { 'retry-after': '30' } : {});
    this.status = status;
  }
}

/**
 * Whether an archive may be saying no to the form alone in which something was asked for: for Orthanc one that it does
 * not know is a wrong question, and one that it cannot make an error of its own.
 */
export function refusesForm(error: unknown): boolean {
  return error instanceof ArchiveRefusal && [400, 406, 415, 500, 501].includes(error.status);
}

function refusal(status: number): ArchiveRefusal {
  const refused = (code: ProblemCode, detail: string): ArchiveRefusal =>
    new ArchiveRefusal(status, code, detail);
  switch (status) {
    case 400:
      return refused('invalid-request', 'The image archive does not understand the request.');
    case 404:
    case 410:
      return refused('not-found', notFound().message);
    case 406:
    case 415:
      return refused('not-acceptable', 'The image archive does not give it in this form.');
    case 413:
      return refused('payload-too-large', 'The image archive does not take that much.');
    case 416:
      return refused('range-not-satisfiable', 'The image archive does not have this range.');
    default:
      // What the archive thinks of the portal's own credentials is not the asking person's business.
      return refused('unavailable', `The image archive answers ${status}.`);
  }
}
