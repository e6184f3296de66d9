import type { SearchWords } from './words/en';

export type { SearchWords };

const loaders: Record<string, () => Promise<SearchWords>> = {
  en: async () => (await import('./words/en')).en,
  de: async () => (await import('./words/de')).de,
  ar: async () => (await import('./words/ar')).ar,
};

/** What only a search says: apart from the other words, because most pages never say it. */
export function loadSearchWords(languageTag: string): Promise<SearchWords> {
  const load = loaders[languageTag.split('-', 1)[0] ?? ''] ?? loaders['en']!;
  return load();
}
