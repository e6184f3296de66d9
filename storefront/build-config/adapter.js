import { copyFile, rename, writeFile } from 'node:fs/promises';
import node from '@sveltejs/adapter-node';
import { checkWorker } from './check-worker.js';

const ENTRY = `process.env.PORT ??= '8000';
await import('./headers.js');
const { keepThisBuild } = await import('./keep-build.js');
await keepThisBuild();
await import('./kit.js');
`;

const OUR_FILES = ['headers.js', 'keep-build.js'];

/**
 * adapter-node with our headers on static files too, and the files of a build kept for pages that outlive it. `node build` starts it.
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
      for (const name of OUR_FILES) await copyFile(`build-config/${name}`, `${out}/${name}`);
      await writeFile(`${out}/index.js`, ENTRY);
    },
  };
}
