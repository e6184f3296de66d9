import { describe, expect, it } from 'vitest';
import { readingMinutes } from '../../../build-config/reading-minutes';
import { loadText } from './load-text';
import { postIn, postsIn, readable, type Post } from './posts';

const words = (title: string) => ({ title, summary: 'About it', minutes: 2 });
const post: Post = {
  slug: 'felt',
  published: '2026-01-02',
  related: [],
  words: { en: words('Felt'), de: words('Filz') },
};

describe('a post', () => {
  it('is read in the language of the market, whatever the country', () => {
    expect(readable(post, 'de-AT')).toMatchObject({ title: 'Filz', language: 'de', isTranslated: true });
    expect(readable(post, 'en-GB')).toMatchObject({ title: 'Felt', language: 'en', isTranslated: true });
  });

  it('is read in English where there is no translation, and says so', () => {
    expect(readable(post, 'ar')).toMatchObject({
      ...{ title: 'Felt', language: 'en', isTranslated: false },
      languages: ['en', 'de'],
    });
  });
});

describe('the journal', () => {
  it('is in order of publication, newest first', () => {
    const dates = postsIn('en').map(({ published }) => published);
    expect(dates.length).toBeGreaterThanOrEqual(3);
    expect(dates).toEqual([...dates].sort().reverse());
  });

  it.each(['en', 'de', 'ar'])('has a text for all it lists in %s', async (language) => {
    for (const { slug, language: written } of postsIn(language))
      expect(await loadText(slug, written)).toBeTypeOf('function');
  });

  it('knows no other posts', () => expect(postIn('en', '__proto__')).toBeUndefined());
});

describe('readingMinutes', () => {
  it('counts words, not marks, and never says nothing', () => {
    expect(readingMinutes('', 'en')).toBe(1);
    expect(readingMinutes('one, two! '.repeat(300), 'en')).toBe(3);
    expect(readingMinutes('كلمة '.repeat(400), 'ar')).toBe(2);
  });
});
