import { describe, expect, test } from 'vitest';
import { FORMATS, WIDTHS, parseRendition } from './rendition';

const search = (text: string) => new URLSearchParams(text);

describe('parseRendition', () => {
  test('takes every width and format of the ladder', () => {
    for (const width of WIDTHS) {
      for (const format of FORMATS) {
        expect(parseRendition('mug-1.png', search(`w=${width}&f=${format}`))).toEqual({
          kind: 'rendition',
          rendition: { key: 'mug-1.png', width, format },
        });
      }
    }
  });

  test.each(['1731000000000-linen shirt (2).png', 'größe_1.webp', 'قميص.png', "Bob's & 50% [new]..png", 'a?b'])(
    'takes the file name %s',
    (key) => {
      expect(parseRendition(key, search('w=320&f=avif')).kind).toBe('rendition');
    },
  );

  test.each(['', '.', '..', '../secret', 'a/b.png', 'a\\b.png', '.env', 'a\0.png', 'x'.repeat(251)])(
    'refuses the key %j',
    (key) => {
      expect(parseRendition(key, search('w=320&f=avif'))).toMatchObject({ kind: 'invalid', field: 'key' });
    },
  );

  test.each(['w=321&f=avif', 'w=0320&f=avif', 'w=320.0&f=avif', 'w=-320&f=avif', 'f=avif'])(
    'refuses the width in %s',
    (text) => {
      expect(parseRendition('mug.png', search(text))).toMatchObject({ kind: 'invalid', field: 'w' });
    },
  );

  test.each(['w=320&f=gif', 'w=320&f=AVIF', 'w=320', 'w=320&f=avif&q=1', 'w=320&f=avif&f=webp'])(
    'refuses the format in %s',
    (text) => {
      expect(parseRendition('mug.png', search(text))).toMatchObject({ kind: 'invalid', field: 'f' });
    },
  );
});
