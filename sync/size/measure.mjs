// How much of the engine a page downloads, without Dexie: bundled and minified as the shop is, then gzip.
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** `{ gzip, parts }`: bytes on the wire, and the modules with the bytes each has before compression, largest first. */
export async function measure(entry = './engine.ts') {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    root: here('..'),
    build: {
      write: false,
      minify: true,
      target: 'es2023',
      modulePreload: false,
      rollupOptions: { input: here(entry), external: ['dexie'], preserveEntrySignatures: 'strict' },
    },
  });
  const chunks = [built].flat().flatMap(({ output }) => output.filter(({ type }) => type === 'chunk'));
  const parts = chunks
    .flatMap(({ modules }) => Object.entries(modules))
    .map(([id, { renderedLength }]) => ({
      module: id.replace(/^.*\/(?:node_modules|sync)\//, ''),
      bytes: renderedLength,
    }))
    .sort((a, b) => b.bytes - a.bytes);
  return { gzip: gzipSync(chunks.map(({ code }) => code).join('\n'), { level: 9 }).length, parts };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { gzip, parts } = await measure();
  process.stdout.write(`engine without Dexie: ${(gzip / 1000).toFixed(1)} kB gzip\n`);
  for (const { module, bytes } of parts.slice(0, 15)) process.stdout.write(`${String(bytes).padStart(7)}  ${module}\n`);
}
