import { fileURLToPath } from 'node:url';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import type { PluginOption } from 'vite';
import { defineConfig } from 'vitest/config';
import { fewChunks } from './build-config/few-chunks.ts';
import { journal } from './build-config/journal.ts';
import { languagePatterns } from './build-config/language-patterns.ts';
import { readCloudinary } from './build-config/cloudinary.js';
import { versionOfSources } from './build-config/version.js';
import { staticFirst } from './build-config/static-first.ts';
import { MODERN_DEXIE } from './build-config/modern-dexie.ts';
import { buildDrainScript, emitDrainScript, injectFileList } from './build-config/worker.ts';

const DRAIN_ENTRY = fileURLToPath(new URL('../service-worker/src/drain/index.ts', import.meta.url));

/** A build whose worker takes itself away, see `service-worker/README.md`. */
const isKillSwitch = process.env['SATCHEL_KILL_SWITCH'] === '1';

export default defineConfig(async ({ command }) => {
  const plugins: PluginOption[] = [
    tailwindcss(),
    journal(),
    languagePatterns(),
    fewChunks(),
    staticFirst(),
    sveltekit(),
  ];
  const define: Record<string, string> = {
    __BUILD__: JSON.stringify(versionOfSources()),
    __CLOUDINARY__: JSON.stringify(readCloudinary(process.env)),
    __KILL_SWITCH__: JSON.stringify(isKillSwitch),
    __DRAIN_SCRIPT__: '""',
  };
  if (command === 'build' && !process.env['VITEST']) {
    const script = await buildDrainScript(DRAIN_ENTRY);
    define['__DRAIN_SCRIPT__'] = JSON.stringify(`/${script.fileName}`);
    plugins.push(emitDrainScript(script));
    if (!isKillSwitch) plugins.push(injectFileList());
  }
  return {
    plugins,
    define,
    resolve: { alias: MODERN_DEXIE },
    server: { fs: { allow: ['..'] } },
    // Files one after the other: those in tests/ share one build, and browsers measure badly side by side.
    test: {
      include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
      testTimeout: 30_000,
      hookTimeout: 60_000,
      fileParallelism: false,
      // One process for many files: starting one for each took longer than the tests. Modules are still fresh in every file.
      isolate: false,
      setupFiles: ['../infra/launch/test-run/fresh-modules.ts'],
    },
  };
});
