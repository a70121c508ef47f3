import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { pastBarrels } from './barrels.config.ts';
import { beginnings, firstPart } from './beginnings.config.ts';
import { calls, events } from './src-shared/ipc/channels.ts';
import { firstCalls } from './src-shared/ipc/first-calls.ts';
import { firstScript } from './first-script.config.ts';
import { licences } from './licences.config.ts';
import { withoutAjv } from './without-ajv.config.ts';
import { pdfAssets } from './pdf-assets.config.ts';

const here = import.meta.dirname;
// Tests run on an older Electron than users get (docs/decisions/0003): what is built runs on both.
const oldestNode = 'node20.18';
const oldestChrome = 'chrome130';
const devServerPort = 5173;
// Who makes a release says where it will lie and which key signs it (docs/releasing.md); other builds take no updates.
const updates = {
  __UPDATES_URL__: JSON.stringify(process.env['EMAGE_UPDATES_URL'] ?? ''),
  __UPDATES_KEY__: JSON.stringify(process.env['EMAGE_UPDATES_KEY'] ?? ''),
};

export default defineConfig({
  main: {
    plugins: [withoutAjv(), licences()],
    define: { ...updates, __CALL_NAMES__: JSON.stringify(Object.keys(calls)) },
    // Its build for browsers: main speaks through Electron's fetch, and what axios brings for Node is never called.
    resolve: { alias: { axios: join(here, 'node_modules/axios/dist/esm/axios.js') } },
    build: {
      target: oldestNode,
      // Less to read; names stay, so that a log says where something failed.
      minify: false,
      // What is in package.json's `dependencies` stays outside: keytar loads native code.
      rolldownOptions: {
        input: {
          index: join(here, 'src-main/index.ts'),
          library: join(here, 'src-main/library/process.ts'),
        },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
          minify: { compress: true, mangle: false, codegen: true },
          codeSplitting: { groups: firstPart(here), includeDependenciesRecursively: false },
        },
      },
    },
  },
  preload: {
    plugins: [licences()],
    define: {
      __CALL_NAMES__: JSON.stringify(Object.keys(calls)),
      __FIRST_CALL_NAMES__: JSON.stringify(Object.keys(firstCalls)),
      __EVENT_NAMES__: JSON.stringify(Object.keys(events)),
    },
    build: {
      target: oldestNode,
      // A sandboxed preload is one CommonJS file and can require nothing but electron; every window parses it anew.
      externalizeDeps: false,
      minify: true,
      rolldownOptions: {
        input: { index: join(here, 'src-preload/index.ts') },
        // What is asked for later is in it too, and is run when it is asked for.
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: join(here, 'src-renderer'),
    plugins: [
      pastBarrels(['react-aria-components', 'lucide-react']),
      react(),
      pdfAssets(),
      firstScript('index.html', 'show-shell.tsx'),
      licences(),
    ],
    worker: { format: 'es', plugins: () => [licences()] },
    // Windows stay on app:// in development too: main asks this server on their behalf, and only reloading speaks to it.
    server: {
      port: devServerPort,
      strictPort: true,
      hmr: { protocol: 'ws', host: 'localhost', port: devServerPort },
    },
    css: { modules: { localsConvention: 'camelCaseOnly' } },
    // Read by JSON.parse, which takes a fraction of the time that a program's own text does.
    json: { stringify: true },
    build: {
      target: oldestChrome,
      // Half the bytes to read and parse before the first window.
      minify: true,
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: {
          index: join(here, 'src-renderer/index.html'),
          viewer: join(here, 'src-renderer/viewer.html'),
        },
        treeshake: { manualPureFunctions: ['z'] },
        output: { codeSplitting: { groups: beginnings(here), includeDependenciesRecursively: false } },
      },
    },
  },
});
