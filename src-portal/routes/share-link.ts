import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { OpenShareLinkData } from '../../src-shared/portal-api/generated/types.gen.ts';
import { escapeHtml } from '../../src-shared/escape-html.ts';
import { on } from '../http/contract.ts';
import { languageFrom, textsIn, type Language } from '../texts/texts.ts';
import { pageStyle } from '../texts/page-style.ts';

const stylePolicy = `'sha256-${createHash('sha256').update(pageStyle).digest('base64')}'`;

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
    portal: { name: string; supportEmail: string; downloadUrl: string | undefined };
    baseUrl: () => string;
  },
): void {
  const pageIn = (language: Language, token: string): string => {
    const texts = textsIn(language).sharePage;
    const open = `emage://share/${token}?portal=${encodeURIComponent(baseUrl())}`;
    return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(texts.title(portal.name))}</title>
<style>${pageStyle}</style>
</head>
<body>
<main>
<p class="brand">${escapeHtml(portal.name)}</p>
<h1>${escapeHtml(texts.heading)}</h1>
<p>${escapeHtml(texts.lead).replaceAll('e-mage', '<span class="word">e-mage</span>')}</p>
<p><a class="button" href="${escapeHtml(open)}">${escapeHtml(texts.open)}</a></p>
<p>${escapeHtml(texts.codeHint)}</p>
<p>${escapeHtml(texts.notInstalled)} <a href="${escapeHtml(portal.downloadUrl ?? `mailto:${portal.supportEmail}`)}">${escapeHtml(portal.downloadUrl ? texts.download : texts.askUs)}</a></p>
<p class="help">${escapeHtml(texts.help)} <a href="mailto:${escapeHtml(portal.supportEmail)}">${escapeHtml(portal.supportEmail)}</a></p>
</main>
</body>
</html>
`;
  };

  on<OpenShareLinkData>(
    app,
    'openShareLink',
    async ({ path }, request, reply) => {
      const language = languageFrom(request.headers['accept-language']);
      return reply
        .header(
          'content-security-policy',
          `default-src 'none'; style-src ${stylePolicy}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
        )
        .header('cache-control', 'no-store')
        .header('content-language', language)
        .header('vary', 'Accept-Language')
        .type('text/html; charset=utf-8')
        .send(pageIn(language, path.token));
    },
    { config: { rateLimit: { max: 300, timeWindow: '1 minute', groupId: 'share-link' } } },
  );
}
