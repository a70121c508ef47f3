import { createHash } from 'node:crypto';
import { escapeHtml } from '../../src-shared/escape-html.ts';
import { pageStyle } from './page-style.ts';
import { textsIn, type Language } from './texts.ts';

/** Whom a page speaks for, and whom it sends people to. */
export interface PageOwner {
  readonly name: string;
  readonly supportEmail: string;
  readonly downloadUrl: string | undefined;
}

export interface PageContent {
  readonly language: Language;
  readonly title: string;
  readonly heading: string;
  /** HTML, between the heading and where the application and help are to be had. */
  readonly body: string;
}

const styleHash = createHash('sha256').update(pageStyle).digest('base64');

/** Nothing is loaded, run or sent: the pages are words and links. */
export const pagePolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** The application's name stays on one line. */
export const proseOf = (text: string): string =>
  escapeHtml(text).replaceAll('e-mage', '<span class="word">e-mage</span>');

export function pageOf(owner: PageOwner, { language, title, heading, body }: PageContent): string {
  const texts = textsIn(language).page;
  const { name, supportEmail, downloadUrl } = owner;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<main>
<p class="brand">${escapeHtml(name)}</p>
<h1>${escapeHtml(heading)}</h1>
${body}
<p>${escapeHtml(texts.notInstalled)} <a href="${escapeHtml(downloadUrl ?? `mailto:${supportEmail}`)}">${escapeHtml(downloadUrl ? texts.download : texts.askUs)}</a></p>
<p class="help">${escapeHtml(texts.help)} <a href="mailto:${escapeHtml(supportEmail)}">${escapeHtml(supportEmail)}</a></p>
</main>
</body>
</html>
`;
}
