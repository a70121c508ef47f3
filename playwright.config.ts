import { defineConfig } from '@playwright/test';

// The real Electron against the real portal. Each test builds what it needs in a temporary folder of its own.
export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/e2e/global-setup.ts',
  outputDir: 'test-results/e2e',
  fullyParallel: true,
  // One more than cores: many journeys wait for an end or an answer.
  workers: 3,
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  // Pictures of a failure are taken in fixtures.ts: Playwright's own wait in vain for a window that nobody sees yet.
  use: { trace: 'retain-on-failure' },
});
