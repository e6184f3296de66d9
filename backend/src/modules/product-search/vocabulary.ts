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

/** A word that was typed, and how many mistakes in it are forgiven. */
export type Looked = { word: string; mistakes: number };

/** Other words by how many slips they differ in, the nearest first. */
export type Slips = Map<string, number>;

/** More would make a search slow and no better: they are all as far from what was typed. */
const MOST_ALIKE = 100;

/** For each of the words, others of the catalog that differ in so many letters at most. */
export async function similarWords(
  knex: Knex,
  catalog: string,
  looked: readonly Looked[],
): Promise<Map<string, Slips>> {
  const forgiven = looked.filter(({ mistakes }) => mistakes > 0);
  const [latin, others] = await Promise.all([
    alikeByTrigrams(knex, catalog, forgiven.filter(isLatin)),
    alikeByLength(
      knex,
      catalog,
      forgiven.filter((one) => !isLatin(one)),
    ),
  ]);
  return new Map(
    forgiven.map((one) => {
      const { word, mistakes } = one;
      const slips = (isLatin(one) ? (latin.get(word) ?? []) : others)
        .filter((other) => other !== word)
        .map((other) => [other, slipsBetween(word, other, mistakes)] as const)
        .filter(([, count]) => count <= mistakes)
        .sort(([, a], [, b]) => a - b);
      return [word, new Map(slips.slice(0, MOST_ALIKE))];
    }),
  );
}

const isLatin = ({ word }: Looked): boolean => /^[a-z0-9]+$/.test(word);

/** A wrong letter spoils three of a word's trigrams; below this so few are left that nothing would be sorted out. */
const LEAST_SIMILAR = 0.15;

function leastSimilar({ word, mistakes }: Looked): number {
  const trigrams = word.length + 1;
  return Math.max(LEAST_SIMILAR, (trigrams - 3 * mistakes) / (trigrams + 3 * mistakes));
}

/** The index knows how similar is similar enough from a setting, which is another for each word and ends with the statement. */
async function alikeByTrigrams(knex: Knex, catalog: string, looked: readonly Looked[]): Promise<Map<string, string[]>> {
  if (looked.length === 0) return new Map();
  const { rows } = await knex.raw<{ rows: { looked: string; alike: string[] }[] }>(
    `select looked.word as looked, array_agg(alike.word) as alike
       from unnest(?::text[], ?::integer[], ?::real[]) as looked (word, mistakes, least)
      cross join lateral (select set_config('pg_trgm.similarity_threshold', looked.least::text, true) as least) as set
      cross join lateral (
        select word from search_word
         where catalog = ? and word % looked.word and set.least is not null
           and abs(char_length(word) - char_length(looked.word)) <= looked.mistakes
      ) as alike
      group by looked.word`,
    [looked.map(({ word }) => word), looked.map(({ mistakes }) => mistakes), looked.map(leastSimilar), catalog],
  );
  return new Map(rows.map(({ looked: word, alike }) => [word, alike]));
}

/** Where a database is of the locale C, pg_trgm knows Latin letters only. */
async function alikeByLength(knex: Knex, catalog: string, looked: readonly Looked[]): Promise<string[]> {
  if (looked.length === 0) return [];
  const { rows } = await knex.raw<{ rows: { word: string }[] }>(
    `select word from search_word
      where catalog = ? and char_length(word) between ? and ? and word !~ '^[a-z0-9]+$'`,
    [
      catalog,
      Math.min(...looked.map(({ word, mistakes }) => [...word].length - mistakes)),
      Math.max(...looked.map(({ word, mistakes }) => [...word].length + mistakes)),
    ],
  );
  return rows.map((row) => row.word);
}
