import { join, sep } from 'node:path';
import type { Rolldown } from 'vite';

type Groups = NonNullable<Exclude<Rolldown.OutputOptions['codeSplitting'], boolean | undefined>['groups']>;
type Context = Pick<Rolldown.PluginContext, 'getModuleInfo'>;

/**
 * What the first page imports and does not use: schemas stand beside the constants that it shows, and are left out of it.
 */
const unused = `${sep}node_modules${sep}zod${sep}`;

/**
 * What a window reads before it can show something, in few files: each is a way to main and back, and some forty of them
 * took longer than to read more than is needed. One file holds what both kinds of windows begin with, another for each
 * what it alone does.
 */
export function beginnings(root: string): Groups {
  const entry = (name: string): string => join(root, 'src-renderer/app', name);
  const shell = entry('main.tsx');
  const viewer = entry('viewer-window.tsx');
  const known = new Map<string, ReadonlySet<string>>();

  /** Everything a module imports, and what that imports; with `later`, what it asks for later as well. */
  const reachedFrom = (from: string, context: Context, later = false): ReadonlySet<string> => {
    const key = `${from} ${later}`;
    const before = known.get(key);
    if (before) return before;
    const found = new Set<string>();
    const ahead = [from];
    for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
      if (found.has(id) || id.includes(unused)) continue;
      found.add(id);
      const module = context.getModuleInfo(id);
      ahead.push(...(module?.importedIds ?? []), ...(later ? (module?.dynamicallyImportedIds ?? []) : []));
    }
    // An entry does something by being read: it stays in a file that nobody else reads.
    found.delete(from);
    known.set(key, found);
    return found;
  };

  // What is to run while the rest is still being read (`first-worker.ts`).
  const early = new Set([entry('first-worker.ts'), join(root, 'src-renderer/viewer/decode/start-worker.ts')]);

  return [
    { priority: 3, name: (id) => (early.has(id) ? 'first-worker' : null) },
    { priority: 3, name: (id) => (id.includes(unused) ? 'schemas' : null) },
    {
      priority: 2,
      name: (id, context) =>
        reachedFrom(shell, context).has(id) && reachedFrom(viewer, context).has(id) ? 'every-window' : null,
    },
    {
      priority: 1,
      name: (id, context) => {
        if (reachedFrom(shell, context).has(id)) return 'sign-in';
        if (!reachedFrom(viewer, context).has(id)) return null;
        // The shell's own later parts need some of it, and none of what shows images.
        return reachedFrom(shell, context, true).has(id) ? 'parts' : 'images';
      },
    },
  ];
}
