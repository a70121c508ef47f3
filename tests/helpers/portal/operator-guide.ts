import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const guide = readFileSync(join(import.meta.dirname, '../../../docs/portal.md'), 'utf8');

/** The one example of docs/portal.md in a language, with what stands for an operator's own machine put in place. */
export function exampleOf(language: string, replacements: Readonly<Record<string, string>>): string {
  const [example, ...more] = [...guide.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))];
  if (!example?.[1] || more.length > 0) throw new Error(`docs/portal.md has not one example of ${language}`);
  let text = example[1];
  for (const [written, own] of Object.entries(replacements)) {
    if (text.split(written).length !== 2) throw new Error(`docs/portal.md has not one ${written}`);
    text = text.replace(written, () => own);
  }
  return text;
}
