/** What people read of a text on a screen, calmly. */
const WORDS_PER_MINUTE = 200;

/** Never less than one. */
export function readingMinutes(text: string, language: string): number {
  let words = 0;
  for (const { isWordLike } of new Intl.Segmenter(language, { granularity: 'word' }).segment(text))
    if (isWordLike) words++;
  return Math.max(1, Math.round(words / WORDS_PER_MINUTE));
}
