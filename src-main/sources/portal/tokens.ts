import { AppFailure } from '../../../src-shared/errors.ts';
import { zTokenResponse } from '../../../src-shared/portal-api/generated/zod.gen.ts';
import type { Endpoints } from './discovery.ts';
import { read, type Http } from './http.ts';

export interface Tokens {
  readonly accessToken: string;
  /** Seconds from now. */
  readonly expiresIn: number;
  readonly refreshToken: string;
}

export interface PasswordGrant {
  readonly username: string;
  readonly password: string;
  /** Shown to the person in the list of their sessions. */
  readonly deviceName: string;
}

export interface CodeGrant {
  readonly code: string;
  readonly redirectUri: string;
  readonly clientId: string;
  readonly codeVerifier: string;
  readonly deviceName: string;
}

export interface ShareGrant {
  /** Of the share's link. */
  readonly token: string;
  readonly accessCode: string;
  readonly deviceName: string;
}

async function ask(http: Http, endpoints: Endpoints, form: Record<string, string>): Promise<Tokens> {
  const { body } = await http({ method: 'POST', url: endpoints.token, form });
  const tokens = read(zTokenResponse, body, 'token');
  return {
    accessToken: tokens.access_token,
    expiresIn: tokens.expires_in,
    refreshToken: tokens.refresh_token,
  };
}

/** RFC 6749 §4.3. Fails with `wrong-credentials` (and `attemptsLeft`), `account-locked`, `account-deactivated`. */
export const signInWithPassword = (http: Http, endpoints: Endpoints, grant: PasswordGrant): Promise<Tokens> =>
  ask(http, endpoints, {
    grant_type: 'password',
    username: grant.username,
    password: grant.password,
    device_name: grant.deviceName.slice(0, 100),
  });

/** RFC 6749 §4.1.3 with RFC 7636. */
export const signInWithCode = (http: Http, endpoints: Endpoints, grant: CodeGrant): Promise<Tokens> =>
  ask(http, endpoints, {
    grant_type: 'authorization_code',
    code: grant.code,
    redirect_uri: grant.redirectUri,
    client_id: grant.clientId,
    code_verifier: grant.codeVerifier,
    device_name: grant.deviceName.slice(0, 100),
  });

/**
 * A guest's way in: the token of a share's link with the access code. Fails with `access-code-wrong` (and `attemptsLeft`),
 * `share-locked`, and `share-expired`, `share-stopped` or `share-codes-used-up` once the share is over.
 */
export async function signInWithShare(http: Http, endpoints: Endpoints, grant: ShareGrant): Promise<Tokens> {
  try {
    return await ask(http, endpoints, {
      grant_type: 'urn:emage:share',
      share_token: grant.token,
      access_code: grant.accessCode,
      device_name: grant.deviceName.slice(0, 100),
    });
  } catch (error) {
    if (error instanceof AppFailure && error.error.code === 'wrong-credentials') {
      const { code: _code, message, ...details } = error.error;
      throw new AppFailure('access-code-wrong', message, details);
    }
    throw error;
  }
}

/** RFC 6749 §6, with rotation. Whatever refusal of the token itself means `session-ended`. */
export async function refreshTokens(http: Http, endpoints: Endpoints, refreshToken: string): Promise<Tokens> {
  try {
    return await ask(http, endpoints, { grant_type: 'refresh_token', refresh_token: refreshToken });
  } catch (error) {
    const ended = ['wrong-credentials', 'not-signed-in', 'request-refused', 'not-allowed', 'session-ended'];
    if (error instanceof AppFailure && ended.includes(error.error.code)) {
      throw new AppFailure('session-ended', 'the portal no longer takes the refresh token');
    }
    throw error;
  }
}

/** RFC 7009. */
export async function revokeToken(http: Http, endpoints: Endpoints, refreshToken: string): Promise<void> {
  await http({
    method: 'POST',
    url: endpoints.revocation,
    form: { token: refreshToken, token_type_hint: 'refresh_token' },
  });
}
