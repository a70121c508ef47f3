import type { z } from 'zod';
import { AppFailure } from '../../../src-shared/errors.ts';
import type { Endpoints } from './discovery.ts';
import { isForNow } from './failure.ts';
import { read, type Http, type HttpRequest } from './http.ts';

export interface PortalClientOptions {
  readonly http: Http;
  readonly endpoints: Endpoints;
  /** Runs with an access token; renews it once and runs again where the portal no longer takes it. */
  readonly withToken: <T>(use: (token: string) => Promise<T>) => Promise<T>;
  /** What people read in an answer depends on it, so it is a part of what an ETag stands for. */
  readonly language: () => 'fr' | 'en';
}

type Query = NonNullable<HttpRequest['query']>;
interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** The largest page that the contract allows. */
const pageSize = 200;
/** 100,000 rows: a portal whose cursor never ends must not hold us for ever. */
const mostPages = 500;
const mostRemembered = 200;

/** Asks a portal for one signed-in account. What was answered is remembered in memory by its ETag, and dies with it. */
export class PortalClient {
  readonly #options: PortalClientOptions;
  readonly #answers = new Map<string, { etag: string; body: unknown }>();

  constructor(options: PortalClientOptions) {
    this.#options = options;
  }

  async get<S extends z.ZodType>(path: string, schema: S, query: Query = {}): Promise<z.output<S>> {
    const key = JSON.stringify([this.#options.language(), path, query]);
    const known = this.#answers.get(key);
    const answer = await this.#send({
      url: this.#url(path),
      query,
      ...(known && { etag: known.etag }),
    });
    const body = answer.status === 304 && known ? known.body : answer.body;
    const value = read(schema, body, path);
    if (answer.etag !== null) this.#remember(key, answer.etag, body);
    return value;
  }

  /** Every page of a list, to its end, with the first page for what it says beside its items. */
  async getAll<T, P extends Page<T>>(
    path: string,
    schema: z.ZodType<P>,
    query: Query = {},
  ): Promise<{ items: P['items'][number][]; first: P }> {
    const { items, first, missing } = await this.getAsFarAsItGoes(path, schema, query);
    if (missing) throw missing;
    return { items, first };
  }

  /** The pages of a list up to one that cannot be had now: `missing` says why the rest is not there. */
  async getAsFarAsItGoes<T, P extends Page<T>>(
    path: string,
    schema: z.ZodType<P>,
    query: Query = {},
  ): Promise<{ items: P['items'][number][]; first: P; missing: AppFailure | null }> {
    const first = await this.get(path, schema, { ...query, limit: pageSize });
    const items: P['items'][number][] = [...first.items];
    let cursor = first.nextCursor;
    try {
      for (let count = 1; cursor !== null; count += 1) {
        if (count >= mostPages)
          throw new AppFailure('portal-answer-invalid', `${path}: a list without an end`);
        const page: P = await this.get(path, schema, { ...query, limit: pageSize, cursor });
        items.push(...page.items);
        cursor = page.nextCursor;
      }
    } catch (error) {
      if (isForNow(error)) return { items, first, missing: error };
      throw error;
    }
    return { items, first, missing: null };
  }

  async send<S extends z.ZodType>(
    method: 'POST' | 'PATCH',
    path: string,
    schema: S,
    json: unknown,
  ): Promise<z.output<S>> {
    const answer = await this.#send({ method, url: this.#url(path), json });
    return read(schema, answer.body, path);
  }

  /** For calls that are answered with nothing. */
  async do(method: 'POST' | 'DELETE', path: string, json?: unknown): Promise<void> {
    await this.#send({ method, url: this.#url(path), ...(json !== undefined && { json }) });
  }

  #send(request: Omit<HttpRequest, 'token'>) {
    return this.#options.withToken((token) => this.#options.http({ ...request, token }));
  }

  #url(path: string): string {
    return `${this.#options.endpoints.api}${path}`;
  }

  #remember(key: string, etag: string, body: unknown): void {
    this.#answers.delete(key);
    this.#answers.set(key, { etag, body });
    const oldest = this.#answers.keys().next();
    if (this.#answers.size > mostRemembered && !oldest.done) this.#answers.delete(oldest.value);
  }
}
