/** As somebody types them: what many products of `shopProduct` are, what few are, names, what is misspelt, and a number. */
export const SEARCHES = [
  'shirt',
  'wool jumper',
  'linen shirt for summer',
  'piantkourn lamp',
  'vexstoam',
  'camping lantern',
  'trousrs blakc',
  'waterprof jaket',
  'SKU-500-XL',
];

/** Each text as it grows. */
export const TYPED = SEARCHES.flatMap((text) => Array.from({ length: text.length }, (_, at) => text.slice(0, at + 1)));
