import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CatalogProduct } from '../protocol/catalog.js';
import { sampleProduct } from '../testing/index.js';
import { unpacked } from './kept-index.js';
import { SearchIndex } from './search-index.js';

const NAMES = new Map([
  ['boots', 'Boots & wellies'],
  ['lights', 'Lights'],
]);

const stock = [
  product('boot', { title: 'Bramble Hiking Boot', categories: ['boots'], tags: ['waterproof'] }),
  product('mic', { title: 'Booth Studio Microphone' }),
  product('lantern', { title: 'Veranda Lantern', subtitle: 'Paper shade', categories: ['lights'] }),
  product('torch', { title: 'Nightwatch Torch', categories: ['lights'], vendor: 'Owl & Daughters' }),
  product('candle', { title: 'Beeswax Candle', description: 'It burns as bright as a lantern.' }),
  product('coat', { title: 'Camel Lane Coat', options: [{ title: 'Colour', values: ['Moss', 'Camel'] }] }),
];

function product(id: string, over: Partial<CatalogProduct>): CatalogProduct {
  const sample = sampleProduct(id, { description: '', subtitle: null, tags: [], options: [], ...over });
  return { ...sample, variants: sample.variants.map((variant) => ({ ...variant, sku: `SKU-${id.toUpperCase()}-9` })) };
}

function indexOf(products: readonly CatalogProduct[]): SearchIndex {
  const index = new SearchIndex();
  for (const one of products) index.put(one, NAMES);
  return index;
}

const index = indexOf(stock);
const find = (text: string, from = index) => from.find(text).ranking.best(100);

describe('a search', () => {
  it('finds by title, kind, option, maker and number', () => {
    expect(find('hiking')).toEqual(['boot']);
    expect(find('wellies')).toEqual(['boot']);
    expect(find('waterproof')).toEqual(['boot']);
    expect(find('moss')).toEqual(['coat']);
    expect(find('daughters')).toEqual(['torch']);
    expect(find('sku-coat-9')).toEqual(['coat']);
  });

  it('puts what is called so before what only mentions it', () => {
    expect(find('lantern')).toEqual(['lantern', 'torch', 'candle']);
  });

  it('looks at where a word stands before how much else is there', () => {
    const own = indexOf([
      product('mention', { description: 'quartz' }),
      product('name', { title: 'Quartz Rock Pool Kit' }),
    ]);
    expect(find('quartz', own)).toEqual(['name', 'mention']);
  });

  it('counts the best of the words that an unfinished one may become', () => {
    const own = indexOf([
      product('path', { description: 'in country lanes' }),
      product('both', { title: 'Lantern', description: 'in country lanes' }),
    ]);
    expect(find('lan', own)).toEqual(['both', 'path']);
  });

  it('has what is written, or means the same, and nothing that is only begun or similar', () => {
    expect(['veranda lantern', 'Lanterns', 'the flashlight', 'moss'].map((text) => index.has(text))).toEqual([
      ...[true, true, true, true],
    ]);
    expect(['lan', 'lantren', 'veranda boot', 'moss elsewhere', 'the', ' '].map((text) => index.has(text))).toEqual([
      ...[false, false, false, false, false, false],
    ]);
  });

  it('takes the last word for one that is still being written, the others not', () => {
    expect(find('veranda lan')).toEqual(['lantern']);
    expect(find('boo')).toEqual(['boot', 'mic']);
    expect(find('ver lantern').length).toBeGreaterThan(1);
  });

  it('forgives slips of the pen, but only where nothing is written so', () => {
    expect(find('lantren')[0]).toBe('lantern');
    expect(find('candel')).toEqual(['candle']);
    expect(find('mikrophone')).toEqual(['mic']);
    expect(find('boot')).not.toContain('coat');
    expect(find('cat')).toEqual([]);
    // In a number only neighbours may have been swapped.
    const own = indexOf([product('part', { title: 'Spare part 7315' })]);
    expect(find('7135', own)).toEqual(['part']);
    expect(find('7316', own)).toEqual([]);
  });

  it('says what it took a word for that is written nowhere so, and nothing where all is', () => {
    const taken = (text: string) => index.find(text).taken.map(({ word, terms }) => [word, terms[0]]);
    expect(taken('lantren')).toEqual([['lantren', 'lantern']]);
    expect(taken('veranda lantren')).toEqual([['lantren', 'lantern']]);
    expect(taken('camel coast')).toEqual([['coast', 'coat']]);
    // No product has both; one of them is written right.
    expect(taken('mos torhc lantern')).toEqual([['torhc', 'torch']]);
    for (const text of ['lantern', 'lan', 'moss lantern', 'flashlight', 'wellies', 'xyzzyq', ''])
      expect([text, taken(text)]).toEqual([text, []]);
  });

  it('knows other words for the same thing', () => {
    expect(find('flashlight')).toEqual(expect.arrayContaining(['torch', 'lantern']));
    expect(find('taschenlampe')).toContain('torch');
  });

  it('wants all words, and some of them where no product has all', () => {
    expect(find('moss coat')).toEqual(['coat']);
    expect(find('moss lantern').toSorted()).toEqual(['candle', 'coat', 'lantern', 'torch']);
    expect(find('a coat for the boot')).toEqual(expect.arrayContaining(['coat', 'boot']));
  });

  it('finds nothing where nothing is asked', () => {
    for (const text of ['', '   ', '!?', '🧦']) expect(find(text)).toEqual([]);
    expect(find(`' OR 1=1; DROP TABLE product --`)).not.toContain('boot');
  });
});

describe('an index', () => {
  it('follows what changes and goes', () => {
    const own = indexOf(stock);
    own.put(product('boot', { title: 'Fern Clog' }), NAMES);
    own.drop('mic');
    own.drop('mic');
    expect(find('hiking', own)).toEqual([]);
    expect(find('clog', own)).toEqual(['boot']);
    expect(find('studio', own)).toEqual([]);
    expect(own.size).toBe(stock.length - 1);
  });

  it('answers the same after it was kept and read', async () => {
    const read = SearchIndex.read(await index.kept().arrayBuffer());
    for (const text of ['lantern', 'moss lantern', 'boo']) expect(find(text, read)).toEqual(find(text));
    read.put(product('new', { title: 'New Lantern' }), NAMES);
    expect(find('new lantern', read)).toEqual(['new']);
  });

  it('forgets the words of its only product that is gone, also once it was kept', async () => {
    const own = indexOf([product('gone', { title: 'Lantana' })]);
    own.drop('gone');
    const read = SearchIndex.read(await own.kept().arrayBuffer());
    read.put(product('new', { title: 'Lantern' }), NAMES);
    expect(find('lantana', read)).toEqual([]);
    expect(find('lantern', read)).toEqual(['new']);
  });

  it('answers the same whatever became of it on the way', async () => {
    const word = fc.constantFrom('lantern', 'lantana', 'lamp', 'boot', 'boat', 'moss', 'mossy', 'the');
    const text = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
    const id = fc.integer({ min: 0, max: 7 }).map((n) => `p${n}`);
    const step = fc.oneof(
      { weight: 6, arbitrary: fc.record({ id, title: text, description: text }) },
      { weight: 2, arbitrary: fc.record({ gone: id }) },
      { weight: 1, arbitrary: fc.record({ looked: text }) },
      { weight: 1, arbitrary: fc.constant('kept' as const) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), text, fc.boolean(), async (steps, looked, isUnfinished) => {
        let own = new SearchIndex();
        const have = new Map<string, CatalogProduct>();
        for (const one of steps) {
          if (one === 'kept') own = SearchIndex.read(await own.kept().arrayBuffer());
          else if ('looked' in one) own.find(one.looked);
          else if ('gone' in one) {
            own.drop(one.gone);
            have.delete(one.gone);
          } else {
            const changed = sampleProduct(one.id, { title: one.title, description: one.description });
            own.put(changed, NAMES);
            have.set(one.id, changed);
          }
        }
        const asked = isUnfinished ? looked.slice(0, -1) : looked;
        const found = own.find(asked);
        const fresh = indexOf([...have.values()]).find(asked);
        expect([own.size, found.ranking.size]).toEqual([have.size, fresh.ranking.size]);
        expect(found.ranking.best(100).toSorted()).toEqual(fresh.ranking.best(100).toSorted());
        const answers = found.ranking.best(100);
        for (const one of have.keys()) expect(found.ranking.get(one) !== undefined).toBe(answers.includes(one));
        expect(own.has(looked)).toBe(indexOf([...have.values()]).has(looked));
      }),
    );
  });

  it('stays small however often its products change', async () => {
    const own = new SearchIndex();
    for (let n = 0; n < 3_000; n++) {
      own.put(sampleProduct(`p${n % 10}`, { title: `lantern ${n}` }), NAMES);
      if (n % 7 === 0) expect(find('lantern', own).length).toBe(Math.min(n + 1, 10));
    }
    expect(find('lantern', own).length).toBe(10);
    expect(find('2999', own)).toEqual(['p9']);
    const { ids, segments } = unpacked(await own.kept().arrayBuffer());
    expect(ids.length).toBeLessThan(1_000);
    expect(segments.length).toBeLessThan(12);
  });
});
