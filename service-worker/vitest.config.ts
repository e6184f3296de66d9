import { defineConfig } from 'vitest/config';

export default defineConfig({
  define: {
    __BUILD__: '"test"',
    __DRAIN_SCRIPT__: '"/drain.js"',
    __CLOUDINARY__: JSON.stringify({ upload: 'https://res.cloudinary.com/demo/image/upload/' }),
  },
  test: { include: ['src/**/*.test.ts'], setupFiles: ['src/testing/worker-global.ts'] },
});
