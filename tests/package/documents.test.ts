import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { documents } from '../documents/find-commands.ts';
import manifest from '../../package.json' with { type: 'json' };

// What the documents name must be there: a command that is gone helps nobody.

const root = join(import.meta.dirname, '../..');

const all = (text: string, pattern: RegExp): string[] =>
  Array.from(text.matchAll(pattern), (match) => match[1] ?? '');

describe.each(documents)('%s', (path) => {
  const text = readFileSync(join(root, path), 'utf8');

  test('names npm scripts that there are', () => {
    const named = all(text, /npm run ([a-z][\w:-]*)/g);
    expect(named.filter((name) => !(name in manifest.scripts))).toEqual([]);
  });

  test('links to files that there are', () => {
    const prose = text.replace(/^```[^]*?^```|`[^`]*`/gm, '');
    const links = all(prose, /\]\(([^)\s]+)\)/g).filter((link) => !/^([a-z]+:|#)/.test(link));
    const files = links.map((link) => join(root, dirname(path), link.split('#')[0] ?? ''));
    expect(files.filter((file) => !existsSync(file)).map((file) => relative(root, file))).toEqual([]);
  });

  test('names files and folders that there are', () => {
    const named = all(
      text,
      /`((?:src-(?:main|renderer|preload|portal|shared)|tests|scripts|docs|resources)\/[\w./-]+)`/g,
    );
    expect(named.filter((name) => !existsSync(join(root, name)))).toEqual([]);
  });
});

test('each decision has a number of its own, which its title says', () => {
  const decisions = globSync('docs/decisions/*.md', { cwd: root }).map((path) => ({
    number: Number.parseInt(basename(path), 10),
    title: readFileSync(join(root, path), 'utf8').split('\n')[0] ?? '',
  }));
  expect(new Set(decisions.map(({ number }) => number)).size).toBe(decisions.length);
  const numbered = decisions.filter(({ title }) => /^# \d/.test(title));
  expect(numbered.filter(({ number, title }) => !title.startsWith(`# ${number}.`))).toEqual([]);
});
