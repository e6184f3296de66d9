import type { Plugin } from 'vite';
import { readPatterns } from '../src/lib/format/read-patterns.ts';

const ID = 'virtual:language-patterns';
const RESOLVED = `\0${ID}`;

/** How the markets' languages write numbers and days, as a module: reading it off `Intl` in the browser costs a phone 0.2 s. */
export function languagePatterns(): Plugin {
  return {
    name: 'satchel-language-patterns',
    resolveId: (id) => (id === ID ? RESOLVED : undefined),
    load: (id) => (id === RESOLVED ? `export const patterns = ${JSON.stringify(readPatterns())};` : undefined),
  };
}
