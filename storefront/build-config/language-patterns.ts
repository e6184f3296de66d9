import type { Plugin } from 'vite';
import { readDatePatterns, readNumberPatterns } from '../src/lib/format/read-patterns.ts';

/** Each is a module of its own, so that a page without dates comes without their patterns. */
const MODULES: Record<string, () => unknown> = {
  'virtual:number-patterns': readNumberPatterns,
  'virtual:date-patterns': readDatePatterns,
};

/** How the markets' languages write numbers and days: reading it off `Intl` in the browser costs a phone 0.2 s. */
export function languagePatterns(): Plugin {
  return {
    name: 'satchel-language-patterns',
    resolveId: (id) => (Object.hasOwn(MODULES, id) ? `\0${id}` : undefined),
    load(id) {
      const read = MODULES[id.slice(1)];
      return read && id.startsWith('\0') ? `export const patterns = ${JSON.stringify(read())};` : undefined;
    },
  };
}
