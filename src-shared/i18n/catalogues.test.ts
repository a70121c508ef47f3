import { expect, it } from 'vitest';
import { catalogues } from './catalogues.ts';

interface Texts {
  readonly [key: string]: string | Texts;
}

const textsOf = (texts: Texts, at = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'string' ? [[`${at}${key}`, text] as [string, string]] : textsOf(text, `${at}${key}.`),
  );
const found = (language: keyof typeof catalogues, fault: RegExp): string[] =>
  textsOf(catalogues[language])
    .filter(([, text]) => fault.test(text.replaceAll(/https?:\S+/g, '')))
    .map(([key]) => key);

// As a French printer sets them: a line never begins with the mark that ends its sentence.
it.each([
  ['a no-break space before a colon', /[^\s\u00a0]:(?=\s|$)| :/],
  ['a narrow no-break space before ; ? and !', /[^\u202f\s][;?!](?=\s|$)| [;?!]/],
  ['no-break spaces within « »', /« |«[^\u00a0]| »|[^\u00a0]»/],
  ['a no-break space before a unit', /(\}\}|\d) (mm|cm|Go|Mo|ms|mV|min|s|h|%)(?![\wà-ÿ])/],
  [
    'accents on capitals',
    /(?<![\wÀ-ÿ])(Etat|Ecran|Etablissement|Echo|Ecri|Eclair|Evit|Etes|Etend|Elarg|Egal|Ech|A partir)/,
  ],
  ['« vous », never « tu »', /(?<![\wÀ-ÿ])(tu|toi|ton|ta|tes)(?![\wÀ-ÿ-])/i],
])('French has %s', (_rule, fault) => {
  expect(found('fr', fault)).toEqual([]);
});

it.each(['fr', 'en'] as const)('%s has typographic apostrophes, quotation marks and ellipses', (language) => {
  expect(found(language, /'|"|\.\.\./)).toEqual([]);
});
