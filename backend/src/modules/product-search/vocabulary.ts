import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import { eachNear } from 'sync/search/rules';

export async function noteWords(knex: Knex, catalog: string, words: ReadonlySet<string>): Promise<void> {
  if (words.size === 0) return;
  await knex.raw(
    'insert into search_word (catalog, word) select ?, unnest(?::text[]) on conflict (catalog, word) do nothing',
    [catalog, [...words].sort()],
  );
}

export async function knownWords(knex: Knex, catalog: string, words: readonly string[]): Promise<Set<string>> {
  if (words.length === 0) return new Set();
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

/** So long nobody asks whether the words are still the same: a new one is not misspelt within seconds. */
const FRESH_MS = 5_000;

type Lexicon = { words: readonly string[]; state: string; checkedAtMs: number };

/** Where the words of a catalog are kept. */
export type WordTable = {
  /** Another one when the words are others. */
  state(catalog: string): Promise<string>;
  words(catalog: string): Promise<string[]>;
};

export const wordTable = (knex: Knex): WordTable => ({
  async state(catalog) {
    const { rows } = await knex.raw<{ rows: { state: string }[] }>(
      `select count(*) || ' ' || coalesce(bit_xor(hashtextextended(word, 0)), 0) as state
         from search_word where catalog = ?`,
      [catalog],
    );
    return rows[0]?.state ?? '';
  },
  async words(catalog) {
    const { rows } = await knex.raw<{ rows: { word: string }[] }>('select word from search_word where catalog = ?', [
      catalog,
    ]);
    return rows.map(({ word }) => word);
  },
});

/**
 * The words of the catalogs, sorted, in the memory of the process: misspelt ones are looked for as on a device, in a millisecond. The table is
 * the truth; whether it still is the same is asked every few seconds at most, so any number of backends agree soon enough.
 */
export class Lexicons {
  readonly #table: WordTable;
  readonly #now: () => number;
  readonly #byCatalog = new Map<string, Promise<Lexicon>>();

  constructor(table: WordTable, now: () => number = Date.now) {
    this.#table = table;
    this.#now = now;
  }

  /** For each of the words, others of the catalog that differ in so many letters at most. */
  async similarWords(catalog: string, looked: readonly Looked[]): Promise<Map<string, Slips>> {
    const forgiven = looked.filter(({ mistakes }) => mistakes > 0);
    if (forgiven.length === 0) return new Map();
    const words = await this.#words(catalog);
    return new Map(
      forgiven.map(({ word, mistakes }) => {
        const near: [string, number][] = [];
        eachNear(words, word, mistakes, (place, slips) => {
          if (slips > 0) near.push([words[place] ?? '', slips]);
        });
        near.sort(([, a], [, b]) => a - b);
        return [word, new Map(near.slice(0, MOST_ALIKE))];
      }),
    );
  }

  async #words(catalog: string): Promise<readonly string[]> {
    const known = this.#byCatalog.get(catalog);
    const before = known && (await known);
    // Of many at once, one reads.
    if (this.#byCatalog.get(catalog) !== known) return this.#words(catalog);
    if (before && this.#now() < before.checkedAtMs + FRESH_MS) return before.words;
    const reading = this.#read(catalog, before);
    this.#byCatalog.set(catalog, reading);
    // What failed is not kept: the next search asks again.
    reading.catch(() => this.#byCatalog.delete(catalog));
    return (await reading).words;
  }

  async #read(catalog: string, before: Lexicon | undefined): Promise<Lexicon> {
    const checkedAtMs = this.#now();
    const state = await this.#table.state(catalog);
    const words = before?.state === state ? before.words : (await this.#table.words(catalog)).sort();
    return { words, state, checkedAtMs };
  }
}
