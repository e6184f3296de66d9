import { describe, expect, it } from 'vitest';
import { marketOf } from './market';
import { suggestMarket } from './suggest-market';

const suggested = (path: string, languages: string[], timeZone = 'Europe/Berlin') =>
  suggestMarket(marketOf(path), { languages, timeZone: () => timeZone })?.language;

describe('suggestMarket', () => {
  it('follows the language', () => {
    expect(suggested('/', ['de-AT', 'en'])).toBe('de');
    expect(suggested('/de', ['ar-EG'])).toBe('ar');
    expect(suggested('/ar', ['en-US'])).toBe('en');
  });

  it('says nothing where the page is in that language already, or nothing fits', () => {
    expect(suggested('/de', ['de'])).toBeUndefined();
    expect(suggested('/', ['fr', 'es'])).toBeUndefined();
    expect(suggested('/', [])).toBeUndefined();
  });

  it('takes the first language the shop speaks', () => expect(suggested('/', ['fr', 'ar', 'de'])).toBe('ar'));

  it('changes the region within a language only where the clock agrees', () => {
    expect(suggested('/', ['en-US'], 'America/Chicago')).toBe('en-US');
    expect(suggested('/us', ['en'], 'Europe/London')).toBe('en-GB');
    expect(suggested('/', ['en-US'], 'UTC')).toBeUndefined();
    expect(suggested('/us', ['en-US'], 'America/Chicago')).toBeUndefined();
    expect(suggested('/us', ['en-US'], 'Asia/Tokyo')).toBeUndefined();
  });
});
