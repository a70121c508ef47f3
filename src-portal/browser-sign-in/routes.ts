import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type Provider from 'oidc-provider';
import { z } from 'zod';
import { escapeHtml } from '../../src-shared/escape-html.ts';
import type { Database } from '../db/database.ts';
import type { CodeExchange } from '../routes/oauth.ts';
import { holdsNul } from '../http/holds-nul.ts';
import { Refusal } from '../services/refusal.ts';
import type { SignIn } from '../services/sign-in.ts';
import { pageStyle } from '../texts/page-style.ts';
import type { PageOwner } from '../texts/page.ts';
import { languageFrom, textsIn } from '../texts/texts.ts';
import { createProvider } from './provider.ts';

interface BrowserSignInOptions {
  readonly db: Database;
  readonly signIn: SignIn;
  readonly owner: PageOwner;
  readonly behindProxy: boolean;
  readonly signInsPerMinute: number;
  readonly baseUrl: () => string;
}

const typed = z
  .string()
  .min(1)
  .refine((text) => !holdsNul(text));
const formSchema = z.object({ username: typed.max(256), password: typed.max(1024) });
const idTokenSchema = z.object({ id_token: z.string() });
const claimsSchema = z.object({ sub: z.uuid() });

/** Mounts the provider under /oidc with the page to sign in on. Answers how to exchange a code. */
export async function browserSignInRoutes(
  app: FastifyInstance,
  options: BrowserSignInOptions,
): Promise<CodeExchange> {
  let made: Provider | undefined;
  // The issuer's address is known once the portal listens.
  const provider = (): Provider =>
    (made ??= createProvider(options.db, `${options.baseUrl()}/oidc`, { ...options, log: app.log }));

  const page = (
    request: FastifyRequest,
    reply: FastifyReply,
    error: string | null,
    username = '',
  ): FastifyReply => {
    const language = languageFrom(request.headers['accept-language']);
    return reply
      .header('content-security-policy', policy)
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(signInPage(language, options.owner.name, error, username));
  };

  app.get('/oidc/interaction/:uid', async (request, reply) => {
    await interactionOf(provider(), request, reply);
    return page(request, reply, null);
  });

  app.post(
    '/oidc/interaction/:uid',
    { config: { rateLimit: { max: options.signInsPerMinute, timeWindow: '1 minute', groupId: 'sign-in' } } },
    async (request, reply) => {
      await interactionOf(provider(), request, reply);
      const form = formSchema.safeParse(request.body);
      const texts = textsIn(languageFrom(request.headers['accept-language'])).signInPage;
      if (!form.success) return page(request, reply.code(400), texts.wrong(null));
      let accountId: string;
      try {
        accountId = await options.signIn.checkPassword(form.data.username, form.data.password);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const words = wordsFor(error, texts);
        if (error.details.retryAfter !== undefined) reply.header('retry-after', error.details.retryAfter);
        return page(
          request,
          reply.code(error.code === 'account-locked' ? 423 : 400),
          words,
          form.data.username,
        );
      }
      const target = await provider().interactionResult(request.raw, reply.raw, {
        login: { accountId, remember: false },
      });
      return reply.header('content-security-policy', policy).redirect(target, 303);
    },
  );

  await app.register((scope, _options, done) => {
    // The provider reads bodies itself.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, parsed) => parsed(null));
    scope.all('/oidc/*', (request, reply) => {
      reply.hijack();
      const raw: IncomingMessage & { originalUrl?: string } = request.raw;
      const path = raw.url ?? '';
      // As the browser asked for it: what stands before the path that the provider sees is before its links, too.
      raw.originalUrl = `${pathBefore(options.baseUrl())}${path}`;
      raw.url = path.replace(/^\/oidc/, '');
      for (const [name, value] of Object.entries(reply.getHeaders())) {
        if (value !== undefined && name !== 'content-security-policy') reply.raw.setHeader(name, value);
      }
      void provider().callback()(raw, reply.raw);
    });
    done();
  });

  return async (grant) => {
    const answer = await app.inject({
      method: 'POST',
      url: '/oidc/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded', host: new URL(options.baseUrl()).host },
      payload: new URLSearchParams({ grant_type: 'authorization_code', ...grant }).toString(),
    });
    const tokens = answer.statusCode === 200 ? idTokenSchema.safeParse(answer.json()) : undefined;
    if (!tokens?.success) throw new Refusal('session-ended');
    const payload = Buffer.from(tokens.data.id_token.split('.')[1] ?? '', 'base64url').toString('utf8');
    const claims: unknown = JSON.parse(payload);
    return claimsSchema.parse(claims).sub;
  };
}

/** Of an address that people reach the portal at: the path that a proxy takes away. */
const pathBefore = (baseUrl: string): string => new URL(baseUrl).pathname.replace(/\/$/, '');

/** The browser's cookie names the interaction; without it there is none. */
async function interactionOf(
  provider: Provider,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  try {
    await provider.interactionDetails(request.raw, reply.raw);
  } catch {
    throw new Refusal('not-found');
  }
}

type SignInTexts = ReturnType<typeof textsIn>['signInPage'];

function wordsFor(refusal: Refusal, texts: SignInTexts): string {
  switch (refusal.code) {
    case 'account-locked':
      return texts.locked;
    case 'account-deactivated':
      return texts.deactivated;
    case 'too-many-requests':
      return texts.busy;
    default:
      return texts.wrong(refusal.details.attemptsLeft ?? null);
  }
}

const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(pageStyle).digest('base64')}'; base-uri 'none'; form-action 'self' http://127.0.0.1:* http://[::1]:*; frame-ancestors 'none'`;

function signInPage(language: 'fr' | 'en', portal: string, error: string | null, username: string): string {
  const texts = textsIn(language).signInPage;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(texts.title(portal))}</title>
<style>${pageStyle}</style>
</head>
<body>
<main>
<p class="brand">${escapeHtml(portal)}</p>
<h1>${escapeHtml(texts.submit)}</h1>
${error === null ? '' : `<p role="alert" id="error">${escapeHtml(error)}</p>`}
<form method="post">
<label for="username">${escapeHtml(texts.username)}</label>
<input id="username" name="username" autocomplete="username" required maxlength="256" value="${escapeHtml(username)}">
<label for="password">${escapeHtml(texts.password)}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required maxlength="1024">
<button>${escapeHtml(texts.submit)}</button>
</form>
</main>
</body>
</html>
`;
}
