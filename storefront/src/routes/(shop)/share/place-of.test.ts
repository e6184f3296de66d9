import { describe, expect, it } from 'vitest';
import { placeOf, type Shared } from './place-of';

const ORIGIN = 'https://shop.example';
const place = (shared: Partial<Shared>) => placeOf({ title: null, text: null, url: null, ...shared }, ORIGIN);

describe('something shared', () => {
  it('is opened where it is a page of this shop, whichever field it came in', () => {
    expect(place({ url: `${ORIGIN}/de/p/cap?variant=1` })).toBe('/de/p/cap?variant=1');
    expect(place({ text: `Look: ${ORIGIN}/p/cap` })).toBe('/p/cap');
  });

  it('is searched for where it is anything else', () => {
    expect(place({ title: 'Red boots', url: 'https://elsewhere.example/x' })).toBe('/search?q=Red%20boots');
    expect(place({ text: 'wool & felt https://elsewhere.example/x' })).toBe('/search?q=wool%20%26%20felt');
    expect(place({ url: 'https://elsewhere.example/shop/red-rubber-boots.html' })).toBe(
      '/search?q=red%20rubber%20boots',
    );
  });

  it('never leads out of the shop', () => {
    expect(place({ url: `${ORIGIN}//evil.example` })).toBe('/evil.example');
    expect(place({ url: 'https://shop.example.evil.example/p/cap' })).toBe('/search?q=cap');
    expect(place({ url: 'javascript:alert(1)' })).toBe('/');
  });

  it('is the front page where it is nothing', () => {
    expect(place({})).toBe('/');
    expect(place({ text: '  ', url: 'https://%' })).toBe('/');
    expect(place({ url: 'https://elsewhere.example/%E0%A4%A' })).toBe('/search?q=%25E0%25A4%25A');
  });
});
