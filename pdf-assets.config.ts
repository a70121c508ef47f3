import { readFile, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

/**
 * What pdf.js loads while it draws, by name and from one folder each: character maps, the standard fonts, the image
 * decoders, a colour profile. They are served beside our pages, as `pdfjs/<folder>/<file>`, and come from no network.
 */
const folders = ['cmaps', 'standard_fonts', 'wasm', 'iccs'] as const;
const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
// A PDF's scripts are never run, and every browser that we ship has WebAssembly.
const isShipped = (file: string): boolean => !/quickjs|nowasm/i.test(file);

/** Puts the folders into the build, and serves them in development. */
export const pdfAssets = (): Plugin => ({
  name: 'pdf-assets',
  async generateBundle() {
    for (const folder of folders) {
      const files = (await readdir(join(home, folder))).filter(isShipped);
      for (const file of files) {
        const source = await readFile(join(home, folder, file));
        this.emitFile({ type: 'asset', fileName: `pdfjs/${folder}/${file}`, source });
      }
    }
  },
  configureServer(server) {
    server.middlewares.use('/pdfjs', (request, response, next) => {
      const [folder, file] = (request.url ?? '').split('?')[0]?.split('/').slice(-2) ?? [];
      const known = folders.find((name) => name === folder);
      if (!known || !file || !isShipped(file)) {
        next();
        return;
      }
      readFile(join(home, known, basename(file))).then(
        (bytes) => response.setHeader('Content-Type', 'application/octet-stream').end(bytes),
        () => next(),
      );
    });
  },
});
