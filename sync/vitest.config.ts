import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Two cores would give one: the short files would wait for the long ones.
    maxWorkers: 2,
    include: ['src/**/*.test.ts', 'size/*.test.ts', 'words/*.test.ts'],
    // Dexie's live queries stay silent where the global indexedDB is missing, whatever factory they were given.
    setupFiles: ['fake-indexeddb/auto'],
  },
});
