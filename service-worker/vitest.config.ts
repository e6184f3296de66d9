import { defineConfig } from 'vitest/config';

export default defineConfig({
  define: { __BUILD__: '"test"', __DRAIN_SCRIPT__: '"/drain.js"' },
  test: { include: ['src/**/*.test.ts'], setupFiles: ['src/testing/worker-global.ts'] },
});
