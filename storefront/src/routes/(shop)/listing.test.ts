import { describe, expect, it } from 'vitest';
import { canonicalPath, listingPath, pagesOf, readListingQuery, readSearchQuery, sortsOf } from './listing';

describe('readListingQuery', () => {
  const read = (search: string) => readListingQuery(new URLSearchParams(search));

  it('reads sort and page', () => {
    expect(read('sort=price-asc&page=3')).toEqual({ sort: 'price-asc', page: 3, filters: {} });
    expect(read('')).toEqual({ sort: 'featured', page: 1, filters: {} });
  });

  it('takes nonsense for the beginning', () => {
    for (const page of ['0', '-1', '1.5', 'x', '1e3', '999999', ' 2'])
      expect(read(new URLSearchParams({ page, sort: 'cheapest' }).toString())).toEqual({
        sort: 'featured',
        page: 1,
        filters: {},
      });
  });
});

it('listingPath leaves out what is usual', () => {
  expect(listingPath('/products', { sort: 'featured', page: 1, filters: {} })).toBe('/products');
  expect(listingPath('/c/garden', { sort: 'newest', page: 1, filters: {} })).toBe('/c/garden?sort=newest');
  expect(listingPath('/c/garden', { sort: 'title', page: 2, filters: {} })).toBe('/c/garden?sort=title&page=2');
});

it('one selection has one address, and search engines are shown the whole list', () => {
  const query = readListingQuery(new URLSearchParams('stock=1&option.Size=M&option.Colour=Moss&price-to=9&page=2'));
  expect(listingPath('/products', query)).toBe('/products?option.Colour=Moss&option.Size=M&price=-9&stock=1&page=2');
  expect(canonicalPath('/products', query)).toBe('/products');
  expect(canonicalPath('/products', { ...query, filters: {} })).toBe('/products?page=2');
});

it('pagesOf counts started pages and never gives none', () => {
  expect([0, 1, 24, 25, 48].map(pagesOf)).toEqual([1, 1, 1, 2, 2]);
});

describe('a search', () => {
  const read = (search: string) => readSearchQuery(new URLSearchParams(search));

  it('has one address, and an order of its own', () => {
    const query = read('q=%20moss%20%20green%20&sort=featured&option.Size=M');
    expect(query).toEqual({ text: 'moss green', sort: 'relevance', page: 1, filters: { options: { Size: ['M'] } } });
    expect(listingPath('/search', query)).toBe('/search?q=moss+green&option.Size=M');
    expect(listingPath('/search', { ...query, sort: 'newest', page: 2 })).toBe(
      '/search?q=moss+green&option.Size=M&sort=newest&page=2',
    );
    expect(sortsOf(query)).toEqual(['relevance', 'newest', 'price-asc', 'price-desc', 'title']);
    expect(sortsOf({})).not.toContain('relevance');
  });

  it('of nothing is none, and of a book is its first words', () => {
    expect(read('q=%00%E2%80%AE').text).toBe('');
    expect(read(`q=${'a'.repeat(10_000)}`).text).toHaveLength(100);
    expect(listingPath('/search', read(''))).toBe('/search');
  });
});
