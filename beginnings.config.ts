import { join, sep } from 'node:path';
import type { Rolldown } from 'vite';

type Groups = NonNullable<Exclude<Rolldown.OutputOptions['codeSplitting'], boolean | undefined>['groups']>;
type Context = Pick<Rolldown.PluginContext, 'getModuleInfo'>;

/**
 * What the first page imports and does not use: schemas stand beside the constants that it shows, and are left out of it.
 */
const unused = `${sep}node_modules${sep}zod${sep}`;

/** What a module imports, and what that imports, without what is `leftOut`; with `later`, what it asks for later as well. */
function reaching(leftOut: (id: string) => boolean) {
  const known = new Map<string, ReadonlySet<string>>();
  return (from: string, context: Context, later = false): ReadonlySet<string> => {
    const key = `${from} ${later}`;
    const before = known.get(key);
    if (before) return before;
    const found = new Set<string>();
    const ahead = [from];
    for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
      if (found.has(id) || leftOut(id)) continue;
      found.add(id);
      const module = context.getModuleInfo(id);
      ahead.push(...(module?.importedIds ?? []), ...(later ? (module?.dynamicallyImportedIds ?? []) : []));
    }
    // An entry does something by being read: it stays in a file that nobody else reads.
    found.delete(from);
    known.set(key, found);
    return found;
  };
}

/**
 * What a window reads before it can show something, in few files: each is a way to main and back, and some forty of them
 * took longer than to read more than is needed. One file holds what both kinds of windows begin with, another for each
 * what it alone does.
 */
export function beginnings(root: string): Groups {
  const entry = (name: string): string => join(root, 'src-renderer/app', name);
  const shell = entry('show-shell.tsx');
  const viewer = entry('viewer-window.tsx');
  const reachedFrom = reaching((id) => id.includes(unused));

  // What is to run while the rest is still being read (`first-worker.ts`).
  const early = new Set([entry('first-worker.ts'), join(root, 'src-renderer/viewer/decode/start-worker.ts')]);

  return [
    // The shell's first script needs nothing else.
    { priority: 4, name: (id) => (id.includes('vite/preload-helper') ? 'read-later' : null) },
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

/**
 * What main reads of itself until it answers the first page: two files, not a dozen. One is what the library's process reads as well.
 */
export function firstPart(root: string): Groups {
  const file = (name: string): string => join(root, 'src-main', name);
  const ways = ['ground.ts', 'answer-calls.ts', 'app/window-places.ts'].map(file);
  const reachedFrom = reaching(() => false);
  // What there is to say when nothing starts has to be there even if the rest is not.
  const apart = ['index.ts', 'app/texts.ts'].map(file);
  const isAmong = (starts: readonly string[], id: string, context: Context): boolean =>
    starts.some((start) => start === id || reachedFrom(start, context).has(id));
  return [
    {
      name: (id, context) => {
        if (!isAmong(ways, id, context) || isAmong(apart, id, context)) return null;
        return reachedFrom(file('library/process.ts'), context).has(id) ? 'everywhere' : 'ground';
      },
    },
  ];
}
