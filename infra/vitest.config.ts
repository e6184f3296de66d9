import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['launch/**/*.test.ts', 'lint/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
