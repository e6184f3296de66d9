import { pluralIn } from '../../i18n/plural';

const plural = pluralIn('en');

export const en = {
  clear: 'Clear the field',
  results: 'Results',
  products: 'Products',
  shelves: 'Shelves and collections',
  shelf: 'Shelf',
  collection: 'Collection',
  seeAll: (count: number) => plural(count, { one: 'See the one result', other: 'See all # results' }),
  found: (count: number) => plural(count, { one: '# result', other: '# results' }),
  looking: 'Looking …',
  notWritten: (looked: string) => `Nothing here is written “${looked}”.`,
  didYouMean: (meant: string) => `Did you mean ${meant}?`,
  recent: 'What you looked for lately',
  recentNote: 'Kept on this device only, and sent to nobody.',
  forget: (text: string) => `Forget “${text}”`,
  forgetAll: 'Forget all',
  popular: 'Often looked for',
  tips: [
    'Look at the spelling. Small slips of the pen are forgiven, whole other words are not.',
    'Try fewer words: everything found has all of them.',
    'Try another word for it, or a colour, a material, an article number.',
  ],
  ask: 'Ask us for it',
  awayTitle: 'The shop is out of reach',
  awayText:
    'The catalogue is not on this device yet, so there is nothing to search in. It answers as soon as there is a signal.',
  deviceOnly: 'From this device only. The shop is out of reach and may have more.',
  keys: 'Arrow keys choose, Enter opens, Escape clears and closes.',
  slash: 'Open the search with the key /',
};

export type SearchWords = typeof en;
