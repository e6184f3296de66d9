import { DEFAULT_LANGUAGE, type CatalogProduct, type ProductText } from 'sync/protocol';

/** `lang` of a text that is in another language than the page, because nobody has translated it. */
export const languageOf = (
  { untranslated }: { untranslated?: CatalogProduct['untranslated'] },
  text: ProductText,
): string | undefined => (untranslated?.includes(text) ? DEFAULT_LANGUAGE : undefined);
