import { defineConfig } from 'vitest/config';

// Commands as people type them, one after the other: each builds on what the one before made.
export default defineConfig({
  test: {
    include: ['tests/documents/**/*.test.ts'],
    testTimeout: 300_000,
    hookTimeout: 180_000,
    fileParallelism: false,
  },
});
