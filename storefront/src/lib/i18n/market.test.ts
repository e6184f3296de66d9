import { MARKETS } from 'sync/protocol';
import { describe, expect, it } from 'vitest';
import { localizePath, marketOf, regionOf, stripMarket } from './market';

const german = marketOf('/de');

describe('marketOf', () => {
  it('reads the first segment', () => {
    expect(marketOf('/de/p/mug').language).toBe('de');
    expect(marketOf('/ar').dir).toBe('rtl');
  });

  it('gives the default market to everything else', () => {
    for (const path of ['/', '/p/de', '/design', '/de-at/p/mug', '/DE', '']) expect(marketOf(path).prefix).toBe('');
  });

  it('knows the region of every market', () => {
    for (const market of MARKETS) expect(regionOf(market).slug).toBe(market.region);
  });
});

describe('localizePath and stripMarket', () => {
  it('puts the prefix in front and keeps what follows', () => {
    expect(localizePath(german, '/p/mug?variant=1#x')).toBe('/de/p/mug?variant=1#x');
    expect(localizePath(german, '/')).toBe('/de');
    expect(localizePath(german, '/?page=2')).toBe('/de?page=2');
    expect(localizePath(marketOf('/'), '/p/mug')).toBe('/p/mug');
  });

  it('never leave the shop', () => {
    for (const path of ['//evil.example', '/de//evil.example', '/de///evil.example', '/ar/\\\\evil.example'])
      expect(localizePath(marketOf('/'), stripMarket(path))).toBe('/evil.example');
  });

  it('undo each other in every market', () => {
    for (const market of MARKETS)
      for (const path of ['/', '/products', '/c/garden', '/p/de']) {
        expect(stripMarket(localizePath(market, path))).toBe(path);
        expect(marketOf(localizePath(market, path))).toBe(market);
      }
  });
});
