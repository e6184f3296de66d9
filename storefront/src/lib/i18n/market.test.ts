import { MARKETS } from 'sync/protocol';
import { describe, expect, it } from 'vitest';
import { addressIn, localizePath, marketOf, regionOf, stripMarket } from './market';

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

describe('addressIn', () => {
  const from = (address: string) => (to: string) => addressIn(marketOf(to), new URL(address, 'https://shop.example'));

  it('takes along what was looked for and chosen, but no page number', () => {
    expect(from('/search?q=moss+green&sort=newest&page=3')('/de')).toBe('/de/search?q=moss+green&sort=newest');
    expect(from('/de/p/mug?variant=1')('/')).toBe('/p/mug?variant=1');
    expect(from('/de?page=2')('/ar')).toBe('/ar');
  });

  it('leaves a price behind where it is in another currency', () => {
    const list = from('/products?option.Size=M&price=10-20');
    expect(list('/de')).toBe('/de/products?option.Size=M&price=10-20');
    expect(list('/us')).toBe('/us/products?option.Size=M');
  });
});
