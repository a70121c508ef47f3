import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

/** `name` of an export to the module that has it, and what it is called there. */
type Index = ReadonlyMap<string, { readonly from: string; readonly name: string }>;

/** What `'x'` of `export { a as b } from 'x'` and of `import { a as $1 } from 'x'; export { $1 as b }` say. */
function indexOf(code: string): Index {
  const index = new Map<string, { from: string; name: string }>();
  const pairs = (list: string): [string, string][] =>
    list
      .split(',')
      .map((each) => each.trim().split(/\s+as\s+/))
      .filter(([name]) => name !== '')
      .map(([name = '', as = name]) => [name, as]);
  const local = new Map<string, { from: string; name: string }>();
  for (const [, list = '', from = ''] of code.matchAll(/\bimport\s*\{([^}]*)\}\s*from\s*["']([^"']+)["']/g))
    for (const [name, as] of pairs(list)) local.set(as, { from, name });
  for (const [, list = '', from] of code.matchAll(/\bexport\s*\{([^}]*)\}(?:\s*from\s*["']([^"']+)["'])?/g))
    for (const [name, as] of pairs(list)) {
      const found = from === undefined ? local.get(name) : { from, name };
      if (found) index.set(as, found);
    }
  return index;
}

/**
 * Imports from a package's one file for everything, told to the module that is meant. Unused exports are left out of a
 * build in any case; but whoever names that file seems to need all that is used of it anywhere, and what a window reads
 * first (beginnings.config.ts) would hold what its later parts need.
 */
export function pastBarrels(packages: readonly string[]): Plugin {
  const indices = new Map<string, Promise<{ readonly file: string; readonly index: Index } | null>>();
  const imports = new RegExp(
    String.raw`^import\s*\{([^}]*)\}\s*from\s*["'](${packages.join('|')})["'];?`,
    'gm',
  );
  return {
    name: 'past-barrels',
    apply: 'build',
    transform: {
      filter: { id: /src-renderer.*\.tsx?$/ },
      async handler(code, id) {
        const found = [...code.matchAll(imports)];
        if (found.length === 0) return null;
        let result = code;
        for (const [statement, list = '', name = ''] of found) {
          let known = indices.get(name);
          if (!known) {
            known = this.resolve(name, id).then(async (resolved) =>
              resolved ? { file: resolved.id, index: indexOf(await readFile(resolved.id, 'utf8')) } : null,
            );
            indices.set(name, known);
          }
          const barrel = await known;
          if (!barrel) this.error(`no ${name}`);
          const lines = await Promise.all(
            list
              .split(',')
              .map((each) => each.trim())
              .filter((each) => each !== '' && !each.startsWith('type '))
              .map(async (each) => {
                const [exported = '', as = exported] = each.split(/\s+as\s+/);
                const meant = barrel.index.get(exported);
                if (!meant) return `import { ${each} } from ${JSON.stringify(name)};`;
                const target = await this.resolve(meant.from, barrel.file);
                return `import { ${meant.name} as ${as} } from ${JSON.stringify(target?.id)};`;
              }),
          );
          result = result.replace(statement, lines.join(' '));
        }
        return { code: result, map: null };
      },
    },
  };
}
