import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { mdsvex } from 'mdsvex';
import adapter from './build-config/adapter.js';
import { readCloudinary } from './build-config/cloudinary.js';
import { hashOfInlineScript } from './build-config/inline-script.js';
import { versionOfSources } from './build-config/version.js';

const cloudinary = readCloudinary(process.env);

const isKillSwitch = process.env['SATCHEL_KILL_SWITCH'] === '1';

/** @type {import('@sveltejs/kit').Config} */
export default {
  extensions: ['.svelte', '.md'],
  // Quotation marks are written as the language wants them, so none are made.
  preprocess: [mdsvex({ extensions: ['.md'], smartypants: false }), vitePreprocess()],
  compilerOptions: {
    runes: ({ filename }) => (filename.includes('node_modules') ? undefined : true),
    // mdsvex still writes `context="module"`.
    warningFilter: ({ code, filename }) => !(code === 'script_context_deprecated' && filename?.endsWith('.md')),
  },
  kit: {
    adapter: adapter(
      isKillSwitch ? { out: 'build/kill-switch', hasFileList: false } : { out: 'build', hasFileList: true },
    ),
    outDir: isKillSwitch ? '.svelte-kit/kill-switch' : '.svelte-kit',
    version: { name: versionOfSources() },
    // The app shell is served for addresses of any depth, so it must name its files absolutely.
    paths: { relative: false },
    files: { serviceWorker: isKillSwitch ? '../service-worker/src/kill-switch' : '../service-worker/src' },
    // Registered by lib/offline after load and idle, so that installing never competes with the first page.
    serviceWorker: { register: false },
    prerender: { entries: ['/app-shell'], crawl: false },
    csp: {
      // Hashes, not nonces: the anonymous HTML is the same for everybody and may be cached on the way.
      mode: 'hash',
      directives: {
        'default-src': ['none'],
        'script-src': ['self', hashOfInlineScript()],
        'style-src': ['self'],
        'style-src-attr': ['unsafe-inline'],
        'img-src': ['self', 'data:', ...(cloudinary ? [cloudinary.origin] : [])],
        'font-src': ['self'],
        // The worker fetches pictures for the page, under the policy of its own file; a page only shows them.
        'connect-src': ['self'],
        'manifest-src': ['self'],
        'worker-src': ['self'],
        'form-action': ['self'],
        'base-uri': ['none'],
        'frame-ancestors': ['none'],
      },
    },
  },
};
