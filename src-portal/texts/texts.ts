import { en } from './en.ts';
import { fr, type Texts } from './fr.ts';

// What the portal says to people: titles of problems, mails, the page behind a share's link.

export type Language = 'fr' | 'en';
export type { Texts };

const catalogues: Record<Language, Texts> = { fr, en };

export const textsIn = (language: Language): Texts => catalogues[language];

/** The language that suits an `Accept-Language` header (RFC 9110 §12.5.4) best; French where none is asked for. */
export function languageFrom(header: string | undefined): Language {
  const wanted = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
      return { tag: tag.slice(0, 2), quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter((entry): entry is { tag: Language; quality: number } => entry.tag === 'fr' || entry.tag === 'en')
    .sort((one, other) => other.quality - one.quality);
  return wanted.find((entry) => entry.quality > 0)?.tag ?? 'fr';
}
