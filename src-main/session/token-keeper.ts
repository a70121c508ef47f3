import { AppFailure } from '../../src-shared/errors.ts';
import type { Tokens } from '../sources/portal/tokens.ts';
import type { Clock } from './clock.ts';

/** Why the portal gives no more tokens. */
export type EndCode = 'session-ended' | 'account-deactivated';

export interface TokenKeeperOptions {
  readonly clock: Clock;
  readonly renew: (refreshToken: string) => Promise<Tokens>;
  /** Writes the new refresh token down. Must not fail: what cannot be written is the session's to say. */
  readonly save: (refreshToken: string) => Promise<void>;
  /** The portal ended the session: nothing will renew it. */
  readonly onEnded: (code: EndCode) => void;
}

/** Renewed when this much is left, so that a request under way does not outlive its token. */
const marginMs = 30_000;

/** Holds the tokens of one session. The access token never leaves memory, and renewing it happens once at a time. */
export class TokenKeeper {
  readonly #options: TokenKeeperOptions;
  /** Null: the password opened the library without the portal, which has given nothing yet. */
  #refreshToken: string | null;
  #access: { token: string; expiresAt: number } | null = null;
  #renewing: Promise<string> | null = null;
  #closed = false;

  constructor(options: TokenKeeperOptions, refreshToken: string | null, first?: Tokens) {
    this.#options = options;
    this.#refreshToken = refreshToken;
    if (first) this.#access = this.#accessOf(first);
  }

  /** False until the portal has been given the password. */
  get hasSession(): boolean {
    return this.#refreshToken !== null;
  }

  /** A token good for now. `rejected` is one that the portal just refused, and is not given again. */
  async token(rejected: string | null = null): Promise<string> {
    if (this.#closed) throw new AppFailure('not-signed-in', 'the session was left');
    const access = this.#access;
    if (access && access.token !== rejected && this.#options.clock.now() < access.expiresAt - marginMs)
      return access.token;
    return (this.#renewing ??= this.#renew().finally(() => (this.#renewing = null)));
  }

  /** Runs with a token, and once more with a new one where the portal refuses the first. */
  async withToken<T>(use: (token: string) => Promise<T>): Promise<T> {
    const token = await this.token();
    try {
      return await use(token);
    } catch (error) {
      if (!(error instanceof AppFailure) || !['not-signed-in', 'session-ended'].includes(error.error.code))
        throw error;
      return use(await this.token(token));
    }
  }

  /** Takes the tokens of a new sign-in of the same account. Answers the refresh token that they replace. */
  replace(tokens: Tokens): string | null {
    const old = this.#refreshToken;
    this.#refreshToken = tokens.refreshToken;
    this.#access = this.#accessOf(tokens);
    return old;
  }

  /** Gives no token from now on. Answers the refresh token to revoke, after a renewal under way has come to its end. */
  async close(): Promise<string | null> {
    this.#closed = true;
    await this.#renewing?.catch(() => undefined);
    this.#access = null;
    return this.#refreshToken;
  }

  async #renew(): Promise<string> {
    if (this.#refreshToken === null) throw new AppFailure('not-signed-in', 'the portal was not asked yet');
    try {
      const tokens = await this.#options.renew(this.#refreshToken);
      // Written down before the old one is forgotten: a computer that dies now finds the token that the portal expects.
      await this.#options.save(tokens.refreshToken);
      this.#refreshToken = tokens.refreshToken;
      this.#access = this.#accessOf(tokens);
      return tokens.accessToken;
    } catch (error) {
      if (error instanceof AppFailure && !this.#closed) {
        const { code } = error.error;
        if (code === 'session-ended' || code === 'account-deactivated') {
          this.#closed = true;
          this.#access = null;
          this.#options.onEnded(code);
        }
      }
      throw error;
    }
  }

  #accessOf(tokens: Tokens): { token: string; expiresAt: number } {
    return { token: tokens.accessToken, expiresAt: this.#options.clock.now() + tokens.expiresIn * 1000 };
  }
}
