import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = import.meta.dirname;

// The renderer's pages in an ordinary browser, with a fake bridge in the place of preload and main.
export default defineConfig({
  root: join(here, '../../src-renderer'),
  cacheDir: join(here, '../../node_modules/.vite-fake'),
  plugins: [
    react(),
    {
      name: 'fake-bridge',
      transformIndexHtml: () => [
        {
          tag: 'script',
          attrs: { type: 'module', src: `/@fs${join(here, 'install-fake-bridge.ts')}` },
          injectTo: 'head-prepend',
        },
      ],
    },
  ],
  server: {
    port: 5199,
    strictPort: true,
    host: '127.0.0.1',
    fs: { allow: [join(here, '../..')] },
    hmr: false,
  },
});
