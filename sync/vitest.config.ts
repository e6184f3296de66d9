import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Two cores would give one: the short files would wait for the long ones.
    maxWorkers: 2,
    // One process for many files: starting one for each took longer than the tests. Modules are still fresh in every file.
    isolate: false,
    // Killed between any two transactions, an install takes seconds, and more on a machine with other work.
    testTimeout: 30_000,
    include: ['src/**/*.test.ts', 'size/*.test.ts', 'words/*.test.ts'],
    // Dexie's live queries stay silent where the global indexedDB is missing, whatever factory they were given.
    setupFiles: ['../infra/launch/test-run/fresh-modules.ts', 'fake-indexeddb/auto'],
  },
});
