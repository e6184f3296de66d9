import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import { slipsBetween } from 'sync/search/rules';

export async function noteWords(knex: Knex, catalog: string, words: ReadonlySet<string>): Promise<void> {
  if (words.size === 0) return;
  await knex.raw(
    'insert into search_word (catalog, word) select ?, unnest(?::text[]) on conflict (catalog, word) do nothing',
    [catalog, [...words].sort()],
  );
}

export async function knownWords(knex: Knex, catalog: string, words: readonly string[]): Promise<Set<string>> {
  const { rows } = await knex.raw<{ rows: { word: string }[] }>(
    'select word from search_word where catalog = ? and word = any(?::text[])',
    [catalog, [...words]],
  );
  return new Set(rows.map(({ word }) => word));
}

/** The shortest first: they are nearest to what was typed. */
export async function wordsStartingWith(knex: Knex, catalog: string, start: string, limit: number): Promise<string[]> {
  const { rows } = await knex.raw<{ rows: { word: string }[] }>(
    `select word from search_word where catalog = ? and word ^@ ? order by char_length(word), word limit ?`,
    [catalog, start, limit],
  );
  return rows.map(({ word }) => word);
}

/** Words that differ in so many letters at most. */
export async function similarWords(knex: Knex, catalog: string, word: string, mistakes: number): Promise<string[]> {
  if (mistakes === 0) return [];
  const rows = /^[a-z0-9]+$/.test(word)
    ? await alikeByTrigrams(knex, catalog, word, mistakes)
    : await alikeByLength(knex, catalog, word, mistakes);
  return rows.filter((other) => other !== word && slipsBetween(word, other, mistakes) <= mistakes);
}

/** A wrong letter spoils three of a word's trigrams; below this so few are left that nothing would be sorted out. */
const LEAST_SIMILAR = 0.15;

function alikeByTrigrams(knex: Knex, catalog: string, word: string, mistakes: number): Promise<string[]> {
  const trigrams = word.length + 1;
  const least = Math.max(LEAST_SIMILAR, (trigrams - 3 * mistakes) / (trigrams + 3 * mistakes));
  return knex.transaction(async (trx) => {
    await trx.raw(`select set_config('pg_trgm.similarity_threshold', ?, true)`, [String(least)]);
    const { rows } = await trx.raw<{ rows: { word: string }[] }>(
      'select word from search_word where catalog = ? and word % ?',
      [catalog, word],
    );
    return rows.map((row) => row.word);
  });
}

/** Where a database is of the locale C, pg_trgm knows Latin letters only. */
async function alikeByLength(knex: Knex, catalog: string, word: string, mistakes: number): Promise<string[]> {
  const letters = [...word].length;
  const { rows } = await knex.raw<{ rows: { word: string }[] }>(
    `select word from search_word where catalog = ? and char_length(word) between ? and ? and word !~ '^[a-z0-9]+$'`,
    [catalog, letters - mistakes, letters + mistakes],
  );
  return rows.map((row) => row.word);
}
