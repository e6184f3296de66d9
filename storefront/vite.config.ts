import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [tailwindcss(), sveltekit()],
  // Static routes of a dev server; the backend is reached through our own endpoints only.
  server: { fs: { allow: ['..'] } },
  test: { include: ['src/**/*.test.ts', 'tests/**/*.test.ts'] },
});
