import { describe, expect, it } from 'vitest';
import { textOf, titleOf, topics } from './topics.ts';

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
});
