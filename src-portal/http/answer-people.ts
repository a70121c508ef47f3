import type { FastifyInstance } from 'fastify';
import { languageFrom, textsIn } from '../texts/texts.ts';
import { pageOf, pagePolicy, proseOf, type PageOwner } from '../texts/page.ts';
import { answerError, sendProblem } from './problem.ts';

/** What programs ask for is answered to programs, whoever asks. */
const forPrograms = /^\/(api|dicom-web|oauth|\.well-known|health|ready)(\/|$)/;

/**
 * Everything that fails or is nowhere becomes an answer: a problem (RFC 9457), or words and a way on for whoever typed the
 * portal's address into a browser, or follows a link of which the mail cut off a part.
 */
export function answerFailures(app: FastifyInstance, owner: PageOwner): void {
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((request, reply) => sendProblem(request, reply, 'not-found'));
  app.addHook('onSend', async (request, reply, payload) => {
    const [path = ''] = request.url.split('?');
    const isProblem = String(reply.getHeader('content-type') ?? '').startsWith('application/problem+json');
    // The one form there is: whoever sends it from a page that was left open is a person, too.
    const isVisit = request.method === 'GET' || path.startsWith('/oidc/interaction/');
    const isPerson = isVisit && request.headers.accept?.includes('text/html') === true;
    if (!isProblem || !isPerson || forPrograms.test(path)) return payload;
    reply
      .removeHeader('content-length')
      .header('content-security-policy', pagePolicy)
      .header('vary', 'Accept, Accept-Language')
      .type('text/html; charset=utf-8');
    return failurePage(owner, path, reply.statusCode, request.headers['accept-language']);
  });
}

/** What a person reads of a failure. */
export function failurePage(
  owner: PageOwner,
  path: string,
  status: number,
  acceptLanguage: string | undefined,
): string {
  const language = languageFrom(acceptLanguage);
  const texts = textsIn(language);
  const isLink = path.startsWith('/s/') || path === '/s';
  const { heading, lead } =
    status === 429 || status >= 500
      ? texts.laterPage
      : isLink
        ? texts.brokenLinkPage
        : path.startsWith('/oidc/')
          ? texts.signInOverPage
          : texts.frontPage;
  return pageOf(owner, { language, title: owner.name, heading, body: `<p>${proseOf(lead)}</p>` });
}
