/** Longer ones are nobody's words; an index of them would be a way to make a device busy. */
const MAX_WORD = 48;

const WORD = /[\p{L}\p{N}]+/gu;
/** The same before folding, with the marks on and under its letters. */
const WRITTEN_WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u0640]*/gu;
/** Written without gaps: what is a word there, only a dictionary knows. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
/** Nothing to fold but capitals. */
const PLAIN = /^[\p{ASCII}]*$/u;
/** The Arabic article is written together with its word, which is looked for without it. */
const ARABIC_ARTICLE = /^ال(?=\p{L}{3})/u;

let segmenter: Intl.Segmenter | null | undefined;

/** Words as they are compared: "Crème Brûlée" and "creme brulee" are the same two. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const [found] of fold(text).matchAll(WORD)) {
    const parts = UNSPACED.test(found) ? segments(found) : [singular(found.replace(ARABIC_ARTICLE, ''))];
    for (const word of parts) words.push(word.slice(0, MAX_WORD));
  }
  return words;
}

/** A piece of a text as it is written, and the words in it as they are compared; none between words. */
export type Piece = { text: string; words: readonly string[] };

/** The whole text in pieces, so that words can be shown where they stand. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: run, index } of text.matchAll(WRITTEN_WORD)) {
    if (index > end) pieces.push({ text: text.slice(end, index), words: [] });
    for (const written of UNSPACED.test(run) ? everySegment(run) : [run])
      pieces.push({ text: written, words: wordsOf(written) });
    end = index + run.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), words: [] });
  return pieces;
}

/** An article number is looked for as it is written, and by its parts. */
export function partsOfNumber(text: string): string[] {
  const whole = fold(text).replace(/[^\p{L}\p{N}]+/gu, '');
  const parts = wordsOf(text);
  return whole === '' || parts.includes(whole) ? parts : [whole.slice(0, MAX_WORD), ...parts];
}

/** English plurals only: what German and Arabic do to a word, a forgiven mistake covers as often as not. */
function singular(word: string): string {
  if (word.length < 4 || !/^[a-z]+s$/.test(word) || /(ss|us|is)$/.test(word)) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  return /(ch|sh|ss|x|z)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}

/** Lower case, without marks on or under letters, and with one way to write what has several. */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/\p{M}|\u0640/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ى', 'ي')
    .replaceAll('ة', 'ه');
}

const segments = (text: string): string[] =>
  segmentsOf(text)
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment);

const everySegment = (text: string): string[] => segmentsOf(text).map(({ segment }) => segment);

function segmentsOf(text: string): { segment: string; isWordLike?: boolean }[] {
  segmenter ??= 'Segmenter' in Intl ? new Intl.Segmenter(undefined, { granularity: 'word' }) : null;
  return segmenter === null
    ? [...text].map((segment) => ({ segment, isWordLike: true }))
    : [...segmenter.segment(text)];
}
