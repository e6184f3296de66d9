import type { Settings } from 'meilisearch';
import { KEY, type Plan, type StoredDefinition } from './plan';

/** What the merchant's file of words says, in the words of Meilisearch. */
export type LanguageRules = { synonyms: Record<string, string[]>; stopWords: string[] };

/** How far a search can be paged, and how many values a facet may have. Behind it Postgres answers. */
export const MAX_HITS = 10_000;
export const MAX_FACET_VALUES = 10_000;

/** The shortest words in which one and two mistakes are forgiven: the rule of the device's search. */
const ONE_MISTAKE = 4;
const TWO_MISTAKES = 8;

export function settingsOf({ settings }: StoredDefinition, plan: Plan, rules: LanguageRules): Settings {
  const typos = settings.typo_tolerance;
  const oneTypo = typos?.min_word_size_for_one_typo ?? ONE_MISTAKE;
  return {
    // An empty list would mean all attributes.
    searchableAttributes: plan.searchable.length > 0 ? [...plan.searchable] : [KEY],
    filterableAttributes: [KEY, ...plan.filterable],
    sortableAttributes: [KEY, ...plan.sortable],
    // A sort that somebody chose decides first, as it does in SQL; without one the rule does nothing.
    rankingRules: ['sort', 'words', 'typo', 'proximity', 'attribute', 'exactness'],
    typoTolerance: {
      enabled: typos?.enabled ?? true,
      minWordSizeForTypos: {
        oneTypo,
        twoTypos: Math.max(oneTypo, typos?.min_word_size_for_two_typos ?? TWO_MISTAKES),
      },
      disableOnAttributes: typos?.disabled_on_attributes ?? [],
      disableOnNumbers: true,
    },
    synonyms: rules.synonyms,
    stopWords: rules.stopWords,
    faceting: { maxValuesPerFacet: MAX_FACET_VALUES, sortFacetValuesBy: { '*': 'count' } },
    pagination: { maxTotalHits: MAX_HITS },
    prefixSearch: 'indexingTime',
  };
}
