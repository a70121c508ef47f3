import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type {
  CreateTokenData,
  RevokeTokenData,
  TokenResponse,
} from '../../src-shared/portal-api/generated/types.gen.ts';
import { on } from '../http/contract.ts';
import { Refusal } from '../services/refusal.ts';
import { accessTokenSeconds, type Sessions, type Tokens } from '../services/sessions.ts';
import type { SignIn } from '../services/sign-in.ts';
import { languageFrom, textsIn } from '../texts/texts.ts';

/** Proves an authorization code (RFC 6749 §4.1.3, RFC 7636): answers the account it was given for. */
export type CodeExchange = (grant: {
  code: string;
  redirect_uri: string;
  client_id: string;
  code_verifier: string;
}) => Promise<string>;

export function oauthRoutes(
  app: FastifyInstance,
  {
    sessions,
    signIn,
    signInsPerMinute,
    exchangeCode,
  }: {
    sessions: Sessions;
    signIn: SignIn;
    signInsPerMinute: number;
    exchangeCode: CodeExchange | null;
  },
): void {
  const throttled = {
    config: { rateLimit: { max: signInsPerMinute, timeWindow: '1 minute', groupId: 'sign-in' } },
  };
  const grantTypes = [
    'password',
    'refresh_token',
    'urn:emage:share',
    ...(exchangeCode ? ['authorization_code'] : []),
  ];

  on<CreateTokenData>(
    app,
    'createToken',
    async ({ body }, request, reply) => {
      const device = 'device_name' in body && body.device_name ? body.device_name : deviceOf(request);
      switch (body.grant_type) {
        case 'password':
          return answer(reply, await signIn.withPassword({ ...body, device }));
        case 'refresh_token':
          return answer(reply, await sessions.refresh(body.refresh_token));
        case 'urn:emage:share':
          return answer(
            reply,
            await signIn.withShare({ token: body.share_token, accessCode: body.access_code, device }),
          );
        case 'authorization_code':
          if (!exchangeCode) throw new Refusal('unsupported-grant-type');
          return answer(reply, await signIn.withAccount(await exchangeCode(body), device));
      }
    },
    {
      ...throttled,
      preValidation: ({ body }: FastifyRequest, _reply: FastifyReply, done: (error?: Error) => void) => {
        const type = z.looseObject({ grant_type: z.string() }).safeParse(body);
        const known = !type.success || grantTypes.includes(type.data.grant_type);
        done(known ? undefined : new Refusal('unsupported-grant-type'));
      },
    },
  );

  on<RevokeTokenData>(
    app,
    'revokeToken',
    async ({ body }, _request, reply) => {
      await sessions.revoke(body.token);
      return reply.code(200).send();
    },
    throttled,
  );
}

function answer(reply: FastifyReply, tokens: Tokens): TokenResponse {
  reply.header('cache-control', 'no-store');
  return {
    access_token: tokens.accessToken,
    token_type: 'Bearer',
    expires_in: accessTokenSeconds,
    refresh_token: tokens.refreshToken,
  };
}

/** What the request says of the device, where the client names none. */
function deviceOf(request: FastifyRequest): string {
  const agent = request.headers['user-agent']?.replaceAll(/[^\x20-\x7E]/g, '').slice(0, 100);
  return agent || textsIn(languageFrom(request.headers['accept-language'])).unknownDevice;
}
