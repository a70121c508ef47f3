import { basename } from 'node:path';
import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite';

/**
 * A page whose first script asks for the rest by `import()` names those files in its head all the same: they are read and compiled
 * while that script waits. `later`: the module that it asks for, by name.
 */
export const firstScript = (page: string, later: string): Plugin => ({
  name: 'first-script',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(html, { filename, bundle }) {
      if (basename(filename) !== page || !bundle) return html;
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const asked = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(`/${later}`));
      if (!asked) throw new Error(`${page} asks for no ${later}`);
      const files = filesOf(asked, chunks);
      const isNew = (file: string): boolean => !html.includes(file);
      return [...files.scripts]
        .filter(isNew)
        .map((file): HtmlTagDescriptor => tag('modulepreload', file))
        .concat([...files.styles].filter(isNew).map((file) => tag('stylesheet', file)));
    },
  },
});

const tag = (rel: string, file: string): HtmlTagDescriptor => ({
  tag: 'link',
  attrs: { rel, crossorigin: true, href: `./${file}` },
  injectTo: 'head',
});

/** A chunk with everything that it imports. */
function filesOf(
  first: Rolldown.OutputChunk,
  chunks: readonly Rolldown.OutputChunk[],
): { readonly scripts: ReadonlySet<string>; readonly styles: ReadonlySet<string> } {
  const scripts = new Set<string>();
  const styles = new Set<string>();
  const ahead = [first];
  for (let chunk = ahead.pop(); chunk; chunk = ahead.pop()) {
    if (scripts.has(chunk.fileName)) continue;
    scripts.add(chunk.fileName);
    for (const style of chunk.viteMetadata?.importedCss ?? []) styles.add(style);
    const { imports } = chunk;
    ahead.push(...chunks.filter(({ fileName }) => imports.includes(fileName)));
  }
  return { scripts, styles };
}
