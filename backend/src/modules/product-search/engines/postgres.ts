import { ATTEMPTS, wantedWords } from 'sync/search/rules';
import { observeSearch } from '../../../metrics/search-engine';
import type { Question } from '../documents';
import type { Engine } from './engine';
import { openMeanings, type Meaning } from './meanings';

/**
 * Asks the tables of Medusa's Postgres provider with a statement of our own: the provider reads each whole document to rank it. Beginnings
 * of words are the index's to find; what a misspelt word may stand for is looked up among the words of the catalog first, and only
 * where nothing is written as it was looked for.
 */
export const postgres: Engine = {
  async find({ productSearch }, { catalog, text, limit }) {
    observeSearch('postgres');
    const words = wantedWords(text);
    const meaningsOf = openMeanings(productSearch, catalog, words);
    const asked = new Set<string>();
    for (const { combineWith, leniency } of words.length > 0 ? ATTEMPTS : []) {
      const question = questionOf(await meaningsOf(leniency), combineWith);
      // Nothing is forgiven that was not before: the answer would be as empty.
      if (asked.has(question.must)) continue;
      asked.add(question.must);
      const ids = await productSearch.find(catalog, question, limit);
      if (ids.length > 0) return { ids, engine: 'postgres' };
    }
    return { ids: [], engine: 'postgres' };
  },
};

function questionOf(meanings: readonly Meaning[], combineWith: 'AND' | 'OR'): Question {
  const groups = meanings.map(({ word, others }, at) => {
    const own = at === meanings.length - 1 ? `${quoted(word)}:*` : quoted(word);
    return [own, ...others.map(quoted)];
  });
  const every = [...new Set(groups.flat())];
  const isEachAsked = combineWith === 'AND' && groups.length > 1;
  return {
    must: isEachAsked ? groups.map((group) => `(${group.join(' | ')})`).join(' & ') : every.join(' | '),
    every,
    own: meanings.map(({ word }) => quoted(word)),
  };
}

/** Comparable words have letters and numbers only. */
const quoted = (word: string): string => `'${word}'`;
