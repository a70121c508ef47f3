import type { FastifyInstance } from 'fastify';
import type { OpenShareLinkData } from '../../src-shared/portal-api/generated/types.gen.ts';
import { escapeHtml } from '../../src-shared/escape-html.ts';
import { on } from '../http/contract.ts';
import { languageFrom, textsIn, type Language } from '../texts/texts.ts';
import { pageOf, pagePolicy, proseOf, type PageOwner } from '../texts/page.ts';

/**
 * The page behind a share's link. It does not look the token up: whoever guesses learns nothing from it, and it holds
 * no word on whose exam it is. No script: the link opens the application.
 */
export function shareLinkRoutes(
  app: FastifyInstance,
  {
    portal,
    baseUrl,
  }: {
    portal: PageOwner;
    baseUrl: () => string;
  },
): void {
  const pageIn = (language: Language, token: string): string => {
    const texts = textsIn(language).sharePage;
    // The client finds everything else from there (RFC 8615): a link that names a path is none to it.
    const { origin } = new URL(baseUrl());
    const open = `emage://share/${token}?portal=${encodeURIComponent(origin)}`;
    return pageOf(portal, {
      language,
      title: texts.title(portal.name),
      heading: texts.heading,
      body: `<p>${proseOf(texts.lead)}</p>
<p><a class="button" href="${escapeHtml(open)}">${escapeHtml(texts.open)}</a></p>
<p>${escapeHtml(texts.codeHint)}</p>`,
    });
  };

  on<OpenShareLinkData>(
    app,
    'openShareLink',
    async ({ path }, request, reply) => {
      const language = languageFrom(request.headers['accept-language']);
      return reply
        .header('content-security-policy', pagePolicy)
        .header('cache-control', 'no-store')
        .header('content-language', language)
        .header('vary', 'Accept-Language')
        .type('text/html; charset=utf-8')
        .send(pageIn(language, path.token));
    },
    { config: { rateLimit: { max: 300, timeWindow: '1 minute', groupId: 'share-link' } } },
  );
}
