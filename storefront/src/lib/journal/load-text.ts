import type { Component } from 'svelte';

const texts = import.meta.glob<{ default: Component }>('./posts/*.md');

/** The text of a post. Each is a file of its own, in each language; all of them come with the app, so they open without a network. */
export async function loadText(slug: string, language: string): Promise<Component> {
  const load = texts[`./posts/${slug}.${language}.md`];
  if (!load) throw new Error(`There is no text ${slug} in ${language}`);
  return (await load()).default;
}
