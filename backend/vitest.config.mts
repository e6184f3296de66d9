import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    // A test server is built, migrated and started the first time.
    hookTimeout: 300_000,
    // Journeys run beside them.
    testTimeout: 60_000,
    // Each file under tests/ has a backend and a database of its own: while one boots, the other asks.
    maxWorkers: 2,
    // One process for many files: starting one for each took longer than the tests. Modules are still fresh in every file.
    isolate: false,
    setupFiles: ['../infra/launch/test-run/fresh-modules.ts'],
  },
});
