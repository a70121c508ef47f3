import { defineConfig } from '@playwright/test';

// The built pages with a fake bridge in the place of preload and main: quick, and every state can be had.
export default defineConfig({
  testDir: 'tests/gallery',
  outputDir: 'test-results/gallery-failures',
  workers: 2,
  fullyParallel: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['line'], ['json', { outputFile: 'test-results/gallery.json' }]],
});
