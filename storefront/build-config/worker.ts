import { createHash } from 'node:crypto';
import { SvelteKitPWA } from '@vite-pwa/sveltekit';
import { build, type Plugin, type PluginOption } from 'vite';
import { MODERN_DEXIE } from './modern-dexie.ts';

/** No file of a shop page is larger; a larger one is a mistake that every shopper would download. */
const MAX_FILE_BYTES = 300 * 1024;

type DrainScript = { fileName: string; code: string };

/** The engine for the worker's `sync` event: a script of its own, so that the worker starts without parsing it. */
export async function buildDrainScript(entry: string): Promise<DrainScript> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    resolve: { alias: MODERN_DEXIE },
    build: {
      write: false,
      lib: { entry, formats: ['iife'], name: 'satchelDrainScript', fileName: 'drain' },
    },
  });
  const output = (Array.isArray(result) ? result : [result]).flatMap((bundle) =>
    'output' in bundle ? bundle.output : [],
  );
  const chunk = output.find((file) => file.type === 'chunk');
  if (output.length !== 1 || !chunk) throw new Error('The drain script must be one file');
  const hash = createHash('sha256').update(chunk.code).digest('hex').slice(0, 12);
  return { fileName: `_app/immutable/workers/drain.${hash}.js`, code: chunk.code };
}

export function emitDrainScript({ fileName, code }: DrainScript): Plugin {
  return {
    name: 'satchel-drain-script',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName, source: code });
    },
  };
}

/** Puts the list of files with their hashes into the worker that Kit has built. */
export const injectFileList = (): PluginOption =>
  SvelteKitPWA({
    strategies: 'injectManifest',
    filename: 'service-worker.ts',
    injectRegister: false,
    manifest: false,
    injectManifest: {
      globPatterns: [
        'client/_app/immutable/**/*.{js,css,woff2}',
        'client/icons/*.{svg,png}',
        'client/manifest.webmanifest',
        'prerendered/pages/app-shell.html',
      ],
      // Version files must be fresh; the browser keeps the drain script with the worker by itself, and a catalog is fetched with a
      // network only.
      globIgnores: ['server/**', '**/version.json', '**/immutable/workers/{drain,catalog-worker}*'],
      maximumFileSizeToCacheInBytes: MAX_FILE_BYTES,
    },
  });
