import { copyFile, rename, writeFile } from 'node:fs/promises';
import node from '@sveltejs/adapter-node';

const OUT = 'build';

const ENTRY = `process.env.PORT ??= '8000';
await import('./headers.js');
await import('./kit.js');
`;

/**
 * adapter-node with our headers on static files too. `node build` starts it.
 * @returns {import('@sveltejs/kit').Adapter}
 */
export default function adapter() {
  const base = node({ out: OUT });
  return {
    ...base,
    async adapt(builder) {
      await base.adapt(builder);
      await rename(`${OUT}/index.js`, `${OUT}/kit.js`);
      await copyFile('build-config/headers.js', `${OUT}/headers.js`);
      await writeFile(`${OUT}/index.js`, ENTRY);
    },
  };
}
