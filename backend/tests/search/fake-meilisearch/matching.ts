import type { Settings } from './settings.ts';
import { normalized, tokensOf, typosBetween, valuesAt, type Token } from './text.ts';

type Term = { words: string[]; isPhrase: boolean; isPrefix: boolean; typos: number };
export type Query = { terms: Term[]; negative: string[] };
export type Match = { typos: number; attribute: number; exact: number; words: number };

const MAX_WORDS = 10;

/** Words, "phrases" and -words. The last word may be unfinished, unless something stands behind it. */
export function readQuery(text: string, settings: Settings): Query {
  const terms: Term[] = [];
  const negative: string[] = [];
  const pieces = [...text.matchAll(/(?<minus>(?<=^|\s)-)?(?:"(?<phrase>[^"]*)"?|(?<word>[\p{L}\p{N}\p{M}]+))/gu)];
  for (const [index, { groups, 0: piece }] of pieces.entries()) {
    const words = tokensOf(groups?.['phrase'] ?? groups?.['word'] ?? '').map(({ word }) => word);
    if (words.length === 0) continue;
    if (groups?.['minus']) {
      negative.push(...words);
      continue;
    }
    const isPhrase = groups?.['phrase'] !== undefined;
    const isLast = index === pieces.length - 1 && text.endsWith(piece);
    const [word] = words;
    if (!isPhrase && !isLast && settings.stopWords.map(normalized).includes(word!)) continue;
    const isPrefix = isLast && !isPhrase && settings.prefixSearch !== 'disabled';
    terms.push({ words, isPhrase, isPrefix, typos: isPhrase ? 0 : typosAllowed(word!, settings) });
  }
  return { terms: terms.slice(0, MAX_WORDS), negative };
}

function typosAllowed(word: string, { typoTolerance: rules }: Settings): number {
  const { oneTypo, twoTypos } = rules.minWordSizeForTypos;
  const isNumber = rules.disableOnNumbers && /^\d+$/.test(word);
  if (!rules.enabled || isNumber || rules.disableOnWords.map(normalized).includes(word)) return 0;
  return word.length >= twoTypos ? 2 : word.length >= oneTypo ? 1 : 0;
}

/** How well the document answers, or null where it does not. All terms have to be there. */
export function matchDocument(
  document: Record<string, unknown>,
  { terms, negative }: Query,
  attributes: readonly string[],
  settings: Settings,
): Match | null {
  const fields = attributes.map((path) => ({ path, texts: textsAt(document, path).map(tokensOf) }));
  if (negative.some((word) => fields.some(({ texts }) => texts.flat().some((token) => token.word === word))))
    return null;
  const match: Match = { typos: 0, attribute: 0, exact: 0, words: terms.length };
  for (const term of terms) {
    const found = bestOf(term, fields, settings);
    if (!found) return null;
    match.typos += found.typos;
    match.attribute += found.attribute;
    match.exact += found.typos === 0 && !found.isPrefix ? 1 : 0;
  }
  return match;
}

type Found = { typos: number; attribute: number; isPrefix: boolean };

function bestOf(term: Term, fields: Array<{ path: string; texts: Token[][] }>, settings: Settings): Found | null {
  let best: Found | null = null;
  for (const [attribute, { path, texts }] of fields.entries()) {
    const allowed = settings.typoTolerance.disableOnAttributes.includes(path) ? 0 : term.typos;
    for (const tokens of texts) {
      for (const at of tokens.keys()) {
        const hit = hitAt(term, tokens, at, allowed, settings);
        if (hit && (!best || hit.typos < best.typos)) best = { typos: hit.typos, isPrefix: hit.isPrefix, attribute };
      }
    }
  }
  return best;
}

type Hit = { typos: number; isPrefix: boolean; tokens: number; letters: number | null };

/** `letters`: how many of the word's, where only its beginning matches. */
function hitAt(term: Term, tokens: readonly Token[], at: number, allowed: number, settings: Settings): Hit | null {
  if (startsAt(term.words, tokens, at)) return { typos: 0, isPrefix: false, tokens: term.words.length, letters: null };
  const [wanted] = term.words;
  const { word } = tokens[at]!;
  if (term.isPhrase || wanted === undefined) return null;
  if (term.isPrefix && word.startsWith(wanted)) return { typos: 0, isPrefix: true, tokens: 1, letters: wanted.length };
  const others = Object.entries(settings.synonyms).flatMap(([key, list]) => (normalized(key) === wanted ? list : []));
  const other = others
    .map((each) => tokensOf(each).map((token) => token.word))
    .find((words) => startsAt(words, tokens, at));
  if (other) return { typos: 0, isPrefix: false, tokens: other.length, letters: null };
  const typos = typosBetween(
    wanted,
    term.isPrefix && word.length > wanted.length ? word.slice(0, wanted.length) : word,
  );
  return typos <= Math.min(allowed, typosBetweenWhole(wanted, word, term.isPrefix))
    ? { typos, isPrefix: term.isPrefix, tokens: 1, letters: null }
    : null;
}

/** A number is never one typo away from another one either. */
const typosBetweenWhole = (wanted: string, word: string, isPrefix: boolean): number =>
  /^\d+$/.test(word) && !isPrefix && wanted !== word ? 0 : 2;

const startsAt = (words: readonly string[], tokens: readonly Token[], at: number): boolean =>
  words.length > 0 && words.every((word, index) => tokens[at + index]?.word === word);

export function highlight(text: string, query: Query, settings: Settings, tags: { pre: string; post: string }): string {
  const tokens = tokensOf(text);
  let marked = '';
  let written = 0;
  for (let at = 0; at < tokens.length; at += 1) {
    const hit = query.terms
      .map((term) => hitAt(term, tokens, at, term.typos, settings))
      .find((found) => found !== null);
    if (!hit) continue;
    const { start } = tokens[at]!;
    const end = hit.letters === null ? tokens[at + hit.tokens - 1]!.end : start + hit.letters;
    marked += `${text.slice(written, start)}${tags.pre}${text.slice(start, end)}${tags.post}`;
    written = end;
    at += hit.tokens - 1;
  }
  return marked + text.slice(written);
}

/** So many words around the first that matches. */
export function crop(
  text: string,
  query: Query,
  settings: Settings,
  { words, marker }: { words: number; marker: string },
): string {
  const tokens = tokensOf(text);
  if (tokens.length <= words) return text;
  const first = tokens.findIndex((_, at) => query.terms.some((term) => hitAt(term, tokens, at, term.typos, settings)));
  const from = Math.max(0, Math.min(Math.max(first, 0) - Math.floor(words / 2), tokens.length - words));
  const to = from + words;
  const cut = text.slice(tokens[from]!.start, tokens[to - 1]!.end);
  return `${from > 0 ? marker : ''}${cut}${to < tokens.length ? marker : ''}`;
}

function textsAt(document: Record<string, unknown>, path: string): string[] {
  if (path === '*') return Object.keys(document).flatMap((name) => textsAt(document, name));
  return valuesAt(document, path).flatMap((value) =>
    typeof value === 'string' || typeof value === 'number' ? [String(value)] : [],
  );
}
