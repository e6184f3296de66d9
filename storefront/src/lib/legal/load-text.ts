import type { Component } from 'svelte';
import type { LegalPage } from './pages';

type LegalText = { default: Component; metadata: { description: string } };

const texts = import.meta.glob<LegalText>('./pages/*.md');

export async function loadText(page: LegalPage, languageTag: string): Promise<LegalText> {
  const load = texts[`./pages/${page}.${languageTag.split('-', 1)[0]}.md`] ?? texts[`./pages/${page}.en.md`];
  if (!load) throw new Error(`There is no text of ${page}`);
  return load();
}
