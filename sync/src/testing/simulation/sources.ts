import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';

/** One place in a source file and what stands there instead. Paths are from `src/`. */
export type Patch = { file: string; find: string; replace: string };

const root = new URL('../../', import.meta.url).href;

/**
 * Lets Node run the TypeScript sources of this package as they are, or with patches. A patch that finds its place not exactly
 * once is an error: the code moved on and the seeded bug has to follow it.
 */
export function runFromSources(patches: readonly Patch[] = []): { assertAllApplied(): void } {
  const waiting = new Set(patches);
  registerHooks({
    resolve(specifier, context, next) {
      const isOurs = specifier.startsWith('.') && context.parentURL?.startsWith(root);
      return next(isOurs ? specifier.replace(/\.js$/, '.ts') : specifier, context);
    },
    load(url, context, next) {
      if (!url.startsWith(root) || !url.endsWith('.ts')) return next(url, context);
      let source = readFileSync(fileURLToPath(url), 'utf8');
      for (const patch of patches) {
        if (url !== root + patch.file) continue;
        if (source.split(patch.find).length !== 2)
          throw new Error(`a patch of ${patch.file} does not apply: ${patch.find}`);
        source = source.replace(patch.find, () => patch.replace);
        waiting.delete(patch);
      }
      return { format: 'module', source: stripTypeScriptTypes(source, { mode: 'transform' }), shortCircuit: true };
    },
  });
  return {
    assertAllApplied() {
      for (const { file } of waiting) throw new Error(`a patch of ${file} was not applied: nothing loads that file`);
    },
  };
}
