import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseWords, wordsModule } from './parse-words.ts';

const text = join(import.meta.dirname, '../../search-words.txt');
const module = join(import.meta.dirname, '../src/search/shop-words.ts');

try {
  const made = wordsModule(parseWords(readFileSync(text, 'utf8'), 'search-words.txt'));
  if (readFileSync(module, 'utf8') !== made) writeFileSync(module, made);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
