import { describe, expect, it } from 'vitest';
import { catalogues, type Language } from '../../../src-shared/i18n/catalogues.ts';
import { textOf, titleOf, topics } from './topics.ts';

/** What the guide names as it stands on screen. */
const named = [
  'exams.read',
  'exams.view',
  'exams.share',
  'export.action',
  'export.formats.folder.label',
  'export.formats.locked-zip.label',
  'help.diagnostic',
  'images.action.reset',
  'images.more',
  'images.panel.scroll',
  'images.tool.measure',
  'images.tool.pan',
  'images.tool.scroll',
  'images.tool.window',
  'images.tool.zoom',
  'keep.keep',
  'localExams.openDisc',
  'patients.title',
  'personal.professionals.temporary',
  'personal.tabs.history',
  'personal.tabs.preferences',
  'personal.tabs.professionals',
  'personal.title',
  'report.save',
  'sharedWithMe.title',
  'sharing.title',
  'shell.signOutAndErase',
  'signIn.stay',
  'signIn.username',
  'thisComputer.title',
];

describe('the guide', () => {
  it.each(topics)('tells of “%s” in both languages, part for part', (topic) => {
    const parts = (text: string): string[] =>
      text.split('\n').flatMap((line) => /^(#{1,2} |\d\. |- )/.exec(line)?.[0] ?? []);
    expect(parts(textOf(topic, 'fr'))).toEqual(parts(textOf(topic, 'en')));
    expect(titleOf(topic, 'fr')).not.toBe(titleOf(topic, 'en'));
  });

  it('is written in French as French is written: no straight apostrophe, no straight quotation mark', () => {
    for (const topic of topics) expect(textOf(topic, 'fr')).not.toMatch(/['"]/);
  });

  it.each(['fr', 'en'] as const)(
    'calls pages and buttons what they are called on screen (%s)',
    (language) => {
      const told = plain(topics.map((topic) => textOf(topic, language)).join('\n'));
      expect(named.filter((key) => !told.includes(plain(onScreen(key, language))))).toEqual([]);
    },
  );
});

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ').toLowerCase();

function onScreen(key: string, language: Language): string {
  const text = key
    .split('.')
    .reduce<unknown>((texts, name) => (texts as Record<string, unknown>)[name], catalogues[language]);
  if (typeof text !== 'string') throw new Error(`there is no text ${key}`);
  return text;
}
