import { posts } from 'virtual:journal';

export type PostWords = { title: string; summary: string; minutes: number };

export type Post = {
  slug: string;
  /** `YYYY-MM-DD` */
  published: string;
  /** Handles of products it speaks of. */
  related: string[];
  /** By language; English is always there. */
  words: Record<string, PostWords>;
};

/** A post in the language it can be read in, which need not be the one that was asked for. */
export type ReadablePost = Omit<Post, 'words'> &
  PostWords & {
    language: string;
    isTranslated: boolean;
    /** All it can be read in. */
    languages: readonly string[];
  };

const FALLBACK = 'en';

/** Newest first. */
export const postsIn = (languageTag: string): ReadablePost[] => posts.map((post) => readable(post, languageTag));

export function postIn(languageTag: string, slug: string): ReadablePost | undefined {
  const post = posts.find((candidate) => candidate.slug === slug);
  return post && readable(post, languageTag);
}

export function readable({ words, ...post }: Post, languageTag: string): ReadablePost {
  const wanted = languageTag.split('-', 1)[0] ?? FALLBACK;
  const language = words[wanted] ? wanted : FALLBACK;
  const own = words[language];
  if (!own) throw new Error(`The post ${post.slug} has no English text`);
  return { ...post, ...own, language, isTranslated: language === wanted, languages: Object.keys(words) };
}
