import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { compile } from 'mdsvex';
import type { Plugin } from 'vite';
import { z } from 'zod';
import { readingMinutes } from './reading-minutes.ts';

const FOLDER = fileURLToPath(new URL('../src/lib/journal/posts/', import.meta.url));
const ID = 'virtual:journal';
const RESOLVED = `\0${ID}`;

const wordsSchema = z.strictObject({ title: z.string(), summary: z.string() });
/** What is the same in every language stands in the English file. */
const englishSchema = wordsSchema.extend({ published: z.date(), related: z.array(z.string()) });

type Entry = { slug: string; language: string; source: string };

/**
 * The journal's table of contents as a module, so that a list of posts does not bring their texts along. Reading times are
 * counted here, once.
 */
export function journal(): Plugin {
  return {
    name: 'satchel-journal',
    resolveId: (id) => (id === ID ? RESOLVED : undefined),
    async load(id) {
      if (id !== RESOLVED) return undefined;
      const entries = await readEntries();
      for (const { slug, language } of entries) this.addWatchFile(`${FOLDER}${slug}.${language}.md`);
      return `export const posts = ${JSON.stringify(await toPosts(entries))};`;
    },
  };
}

async function readEntries(): Promise<Entry[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.md')).sort();
  return Promise.all(
    names.map(async (name) => {
      const [slug = '', language = ''] = name.split('.');
      return { slug, language, source: await readFile(FOLDER + name, 'utf8') };
    }),
  );
}

async function toPosts(entries: Entry[]) {
  const english = entries.filter(({ language }) => language === 'en');
  const posts = await Promise.all(
    english.map(async ({ slug, source }) => {
      const { published, related } = englishSchema.parse(await frontMatterOf(source));
      const own = entries.filter((entry) => entry.slug === slug);
      const words = await Promise.all(own.map(async (entry) => [entry.language, await wordsOf(entry)] as const));
      return { slug, published: published.toISOString().slice(0, 10), related, words: Object.fromEntries(words) };
    }),
  );
  return posts.sort((a, b) => b.published.localeCompare(a.published));
}

async function wordsOf({ language, source }: Entry) {
  const { title, summary } = wordsSchema.loose().parse(await frontMatterOf(source));
  return { title, summary, minutes: readingMinutes(source.replace(/^---.*?\n---\n/s, ''), language) };
}

async function frontMatterOf(source: string): Promise<unknown> {
  const compiled = await compile(source, { smartypants: false });
  return compiled?.data?.['fm'];
}
