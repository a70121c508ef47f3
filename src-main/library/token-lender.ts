import { AppFailure } from '../../src-shared/errors.ts';

/**
 * The access token, lent by main and held in memory only. A token that the portal refuses is given back once for
 * another; requests that fail together ask together.
 */
export class TokenLender {
  readonly #ask: (rejected: string | null) => Promise<string>;
  #token: Promise<string> | null = null;
  #last: string | null = null;

  constructor(ask: (rejected: string | null) => Promise<string>) {
    this.#ask = ask;
  }

  readonly withToken = async <T>(use: (token: string) => Promise<T>): Promise<T> => {
    const token = await this.#current();
    try {
      return await use(token);
    } catch (error) {
      if (!(error instanceof AppFailure) || !refused.has(error.error.code)) throw error;
      // Another request may have renewed it while this one was under way.
      if (this.#last === token) void this.#renew(token);
      return use(await this.#current());
    }
  };

  #current(): Promise<string> {
    return this.#token ?? this.#renew(null);
  }

  #renew(rejected: string | null): Promise<string> {
    this.#last = null;
    const asked = this.#ask(rejected);
    this.#token = asked;
    asked.then(
      (token) => (this.#last = token),
      () => (this.#token = null),
    );
    return asked;
  }
}

const refused = new Set(['not-signed-in', 'session-ended']);
