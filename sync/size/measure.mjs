// How much of the engine a page downloads, without Dexie: bundled, split and minified as the shop is, each file with gzip.
// The first load is what `engine.ts` imports: with it a page takes an intent, stores it, shows it and sends it. What stands behind
// an `import()` is fetched later, and listed on its own.
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** See `measure.d.mts`. */
export async function measure(entry = './engine.ts') {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    root: here('..'),
    plugins: [helperOfShop],
    build: {
      write: false,
      modulePreload: false,
      rollupOptions: { input: here(entry), external: ['dexie'], preserveEntrySignatures: 'allow-extension' },
    },
  });
  const chunks = [built].flat().flatMap(({ output }) => output.filter(({ type }) => type === 'chunk'));
  const byFile = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const first = new Set();
  const follow = (chunk) => {
    if (!chunk || first.has(chunk)) return;
    first.add(chunk);
    for (const file of chunk.imports) follow(byFile.get(file));
  };
  follow(chunks.find(({ isEntry }) => isEntry));

  const largestFirst = (parts) => parts.sort((a, b) => b.bytes - a.bytes);
  return {
    firstLoad: [...first].reduce((sum, chunk) => sum + gzipped(chunk), 0),
    parts: largestFirst([...first].flatMap(({ modules }) => Object.entries(modules)).map(toPart)),
    later: largestFirst(
      chunks.filter((chunk) => !first.has(chunk)).map((chunk) => ({ module: chunk.name, bytes: gzipped(chunk) })),
    ),
  };
}

/** What Vite puts around an `import()` is in the shop's start already, where Kit loads its pages with it. */
const helperOfShop = {
  name: 'helper-of-shop',
  enforce: 'pre',
  resolveId: (id) => (id.endsWith('vite/preload-helper.js') ? { id: 'vite-preload-helper', external: true } : null),
};

const gzipped = ({ code }) => gzipSync(code, { level: 9 }).length;

const toPart = ([id, { renderedLength }]) => ({
  module: id.replace(/^.*\/(?:node_modules|sync)\//, ''),
  bytes: renderedLength,
});

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { firstLoad, parts, later } = await measure();
  const line = ({ module, bytes }) => process.stdout.write(`${String(bytes).padStart(9)}  ${module}\n`);
  process.stdout.write(
    `${String(firstLoad).padStart(9)}  bytes of gzip before the first intent is stored and sent, without Dexie\n`,
  );
  process.stdout.write('\nloaded when needed, bytes of gzip:\n');
  later.forEach(line);
  process.stdout.write('\nlargest modules of the first load, bytes before compression:\n');
  parts.slice(0, 15).forEach(line);
}
