import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type { Plugin } from 'vite';

const home = import.meta.dirname;
/** Shipped beside the bundles, and therefore in none of them. */
const shippedWhole = ['keytar'].map((name) => join(home, 'node_modules', name));
/** Folders of the packages whose code is in the application, of all its parts: each build adds its own. */
const packages = new Set<string>(shippedWhole);

/** Writes `out/licences.txt`: the licence of every package that is in what we ship (help shows it). */
export const licences = (): Plugin => ({
  name: 'licences',
  generateBundle(_options, bundle) {
    for (const output of Object.values(bundle)) {
      if (output.type !== 'chunk') continue;
      for (const id of output.moduleIds) {
        const folder = packageOf(id);
        if (folder) packages.add(folder);
      }
    }
  },
  async writeBundle() {
    const entries = await Promise.all([...packages].sort().map(entryOf));
    await mkdir(join(home, 'out'), { recursive: true });
    const text = [...new Set(entries)].join(`\n${'─'.repeat(72)}\n\n`);
    await writeFile(join(home, 'out/licences.txt'), text);
  },
});

/** The folder of the package that a module comes from; undefined for our own. */
function packageOf(id: string): string | undefined {
  const path = id.replace(/^\0/, '').split('?')[0] ?? '';
  if (!path.includes(`${sep}node_modules${sep}`)) return undefined;
  for (
    let folder = dirname(path);
    !folder.endsWith('node_modules') && folder !== dirname(folder);
    folder = dirname(folder)
  ) {
    const name = folder.split(`${sep}node_modules${sep}`).at(-1) ?? '';
    const isRoot = name.split(sep).length === (name.startsWith('@') ? 2 : 1);
    if (isRoot && existsSync(join(folder, 'package.json'))) return folder;
  }
  return undefined;
}

async function entryOf(folder: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const field = (name: string): string => {
    const value: unknown =
      typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, name) : undefined;
    return typeof value === 'string' ? value : '';
  };
  const files = (await readdir(folder)).filter((name) => /^(licen[cs]e|copying|notice)/i.test(name)).sort();
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8').catch(() => '')));
  const head = `${field('name')} ${field('version')} (${field('license') || 'see below'})`;
  return [head, '', ...texts.map((text) => text.trim()), ''].join('\n');
}
