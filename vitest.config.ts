import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// Unit tests stand beside the source; tests/portal asks a real portal over HTTP, tests/package reads what is
// shipped, tests/fuzz takes again what fuzzing found, tests/faults tells what may befall a library.
export default defineConfig({
  plugins: [react()],
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two cores in CI: more workers than cores make timings, not speed.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            'src-*/**/*.test.{ts,tsx}',
            'scripts/**/*.test.ts',
            'tests/{package,fuzz,faults}/**/*.test.ts',
          ],
        },
      },
      {
        extends: true,
        test: {
          name: 'portal',
          include: ['tests/portal/**/*.test.ts'],
          globalSetup: ['tests/portal/servers.ts'],
        },
      },
    ],
  },
});
