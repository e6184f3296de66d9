import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Manifest, Plugin } from 'vite';

/**
 * Kit links what it finds by walking the manifest once, depth first: a file that an earlier one may load later counts as loaded later,
 * also where the page itself imports it, and is then neither preloaded nor are its styles linked. So each entry names what may come
 * later itself, after all it imports, and the files between name nothing of that kind.
 */
export function staticFirst(): Plugin {
  return {
    name: 'satchel:static-first',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    writeBundle: {
      order: 'post',
      async handler({ dir }) {
        const path = join(dir ?? '', '.vite/manifest.json');
        const manifest = JSON.parse(await readFile(path, 'utf8')) as Manifest;
        await writeFile(path, JSON.stringify(namedByEntries(manifest), null, 2));
      },
    },
  };
}

export function namedByEntries(manifest: Manifest): Manifest {
  return Object.fromEntries(
    Object.entries(manifest).map(([key, { dynamicImports, ...chunk }]) => {
      if (!chunk.isEntry && !chunk.isDynamicEntry) return [key, chunk];
      const all = [...importedAtOnce(manifest, key)];
      const later = new Set(all.flatMap((name) => manifest[name]?.dynamicImports ?? []));
      return [key, { ...chunk, ...(later.size > 0 && { dynamicImports: [...later] }) }];
    }),
  );
}

function importedAtOnce(manifest: Manifest, key: string, found = new Set<string>()): Set<string> {
  if (found.has(key)) return found;
  found.add(key);
  for (const name of manifest[key]?.imports ?? []) importedAtOnce(manifest, name, found);
  return found;
}
