import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['launch/**/*.test.ts', 'lint/**/*.test.ts'],
    // One process for many files: starting one for each took longer than the tests. Modules are still fresh in every file.
    isolate: false,
    setupFiles: ['launch/test-run/fresh-modules.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
