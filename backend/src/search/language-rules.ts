import { allStopWords, allSynonyms } from 'sync/search/rules';

/** The merchant's synonyms and stop words, the same that devices search with. */
export const languageRules = (): { synonyms: Record<string, string[]>; stopWords: string[] } => ({
  synonyms: allSynonyms(),
  stopWords: allStopWords(),
});
