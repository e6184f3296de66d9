import { MARKETS } from 'sync/protocol';
import { describe, expect, it } from 'vitest';
import { loadText } from './load-text';
import { LEGAL_PAGES, toLegalPage } from './pages';
import { isComplete, shopDetails } from './shop-details';

describe('legal texts', () => {
  const languages = [...new Set(MARKETS.map(({ language }) => language.split('-', 1)[0] ?? ''))];
  const texts = import.meta.glob('./pages/*.md');

  it.each(languages)('are complete in %s', (language) => {
    for (const page of LEGAL_PAGES) expect(texts).toHaveProperty([`./pages/${page}.${language}.md`]);
  });

  it('are described for search engines', async () => {
    expect((await loadText('returns', 'de')).metadata.description).toContain('Lieferung');
  });

  it('are found by their address, and nothing else is', () => {
    expect(toLegalPage('terms')).toBe('terms');
    expect(toLegalPage('toString')).toBeUndefined();
  });
});

describe('the details of the shop', () => {
  it('are not complete while one is missing', () => {
    expect(isComplete({ ...shopDetails, vatId: null })).toBe(false);
    const filled = Object.fromEntries(Object.entries(shopDetails).map(([name, value]) => [name, value ?? 'said']));
    expect(isComplete({ ...shopDetails, ...filled })).toBe(true);
  });

  it('give at least the days the law asks for', () => {
    expect(shopDetails.returnDays).toBeGreaterThanOrEqual(14);
  });
});
