import { mistakesIn, synonymsOf, type Leniency } from 'sync/search/rules';
import type { ProductSearchService } from '../service';

/** What a word may stand for in this catalog: the word itself, and others that are as good as it. */
export type Meaning = { word: string; others: string[] };

/** Which other words of the catalog each word may stand for. The words are looked up once, when the first is forgiven a mistake. */
export function openMeanings(
  productSearch: Pick<ProductSearchService, 'wordsAlike'>,
  catalog: string,
  words: readonly string[],
): (leniency: Leniency) => Promise<Meaning[]> {
  const looked = words.map((word) => ({ word, mistakes: mistakesIn(word, 'generously') }));
  let alike: ReturnType<ProductSearchService['wordsAlike']> | undefined;
  return async (leniency) => {
    if (leniency === 'exactly') return words.map((word) => ({ word, others: synonymsOf(word) }));
    alike ??= productSearch.wordsAlike(catalog, looked);
    const slips = await alike;
    return words.map((word) => {
      // Swapped neighbours are forgiven in any word.
      const most = Math.max(1, mistakesIn(word, leniency));
      const near = [...(slips.get(word) ?? [])].flatMap(([other, count]) => (count <= most ? other : []));
      return { word, others: [...new Set([...synonymsOf(word), ...near])] };
    });
  };
}
