import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
/** What a line of a shell begins with in our documents. */
const program = /^(?:npm|npx|node|git|apt|apt-get|msiexec|pg_dump|psql|curl|systemctl|docker)\s/;

/** Documents that tell how it is now; a changelog and a decision tell of their time. */
export const documents: readonly string[] = ['*.md', 'docs/**/*.md', '.github/**/*.md']
  .flatMap((pattern) => globSync(pattern, { cwd: root }))
  .filter((path) => path !== 'CHANGELOG.md' && !path.startsWith('docs/decisions/'))
  .sort();

/** Every command that a document tells people to type: in its blocks of shell, and in its sentences and tables. */
export function commandsIn(text: string): string[] {
  const blocks = Array.from(
    text.matchAll(/^```(?:sh|bash|console)\n([^]*?)^```/gm),
    ([, block]) => block ?? '',
  );
  const lines = blocks.flatMap((block) => block.split('\n')).map((line) => line.replace(/\s+# .*$/, ''));
  const spans = Array.from(
    text.replace(/^```[^]*?^```/gm, '').matchAll(/`([^`]+)`/g),
    ([, span]) => span ?? '',
  );
  // A table escapes what would end its cell.
  const named = [...lines, ...spans].map((line) =>
    line.replaceAll('\\|', '|').replaceAll('\u200b', '').trim(),
  );
  return named.filter((line) => program.test(`${line} `));
}

export const allCommands: ReadonlySet<string> = new Set(
  documents.flatMap((path) => commandsIn(readFileSync(join(root, path), 'utf8'))),
);
