import type { Language } from '../../../src-shared/i18n/catalogues.ts';

/** What the guide tells, in the order in which a person meets it. */
export const topics = [
  'start',
  'exams',
  'report',
  'images',
  'offline',
  'disc',
  'sharing',
  'access',
  'doctor',
  'trouble',
] as const;
export type Topic = (typeof topics)[number];

const texts = import.meta.glob<string>('./texts/*/*.md', { query: '?raw', import: 'default', eager: true });

/** Markdown; its first line is the title. */
export function textOf(topic: Topic, language: Language): string {
  const text = texts[`./texts/${language}/${topic}.md`];
  if (text === undefined) throw new Error(`the guide has no text on '${topic}' in '${language}'`);
  return text;
}

/** The first line, without its mark. */
export const titleOf = (topic: Topic, language: Language): string =>
  textOf(topic, language).split('\n', 1)[0]?.replace(/^#\s*/, '') ?? '';
