import { copyFile, rename, writeFile } from 'node:fs/promises';
import node from '@sveltejs/adapter-node';
import { checkWorker } from './check-worker.js';

const ENTRY = `process.env.PORT ??= '8000';
await import('./headers.js');
await import('./kit.js');
`;

/**
 * adapter-node with our headers on static files too. `node build` starts it.
 * @param {{ out: string, hasFileList: boolean }} options where to, and whether the worker must know the files of the build
 * @returns {import('@sveltejs/kit').Adapter}
 */
export default function adapter({ out, hasFileList }) {
  const base = node({ out });
  return {
    ...base,
    async adapt(builder) {
      if (hasFileList) await checkWorker(`${builder.getBuildDirectory('output')}/client/service-worker.js`);
      await base.adapt(builder);
      await rename(`${out}/index.js`, `${out}/kit.js`);
      await copyFile('build-config/headers.js', `${out}/headers.js`);
      await writeFile(`${out}/index.js`, ENTRY);
    },
  };
}
