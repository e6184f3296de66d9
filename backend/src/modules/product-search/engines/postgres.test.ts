import type { ISearchModuleService } from '@medusajs/framework/types';
import { expect, it } from 'vitest';
import type { Question } from '../documents';
import type { ProductSearchService } from '../service';
import type { Looked } from '../vocabulary';
import { postgres } from './postgres';

/** `answers` by the condition that is asked; `alike` by the word, with how many slips lie between. */
function engineWith({
  answers,
  alike = {},
}: {
  answers: Record<string, string[]>;
  alike?: Record<string, Record<string, number>>;
}) {
  const asked: Question[] = [];
  const looked: Looked[] = [];
  const productSearch: Pick<ProductSearchService, 'wordsAlike' | 'find'> = {
    async wordsAlike(_catalog, words) {
      looked.push(...words);
      return new Map(Object.entries(alike).map(([word, slips]) => [word, new Map(Object.entries(slips))]));
    },
    async find(_catalog, question, limit) {
      asked.push(question);
      return (answers[question.must] ?? []).slice(0, limit);
    },
  };
  const deps = { productSearch: productSearch as ProductSearchService, search: {} as ISearchModuleService };
  return {
    asked,
    looked,
    find: async (text: string, limit = 100) => (await postgres.find(deps, { catalog: 'eu', text, limit })).ids,
  };
}

it('asks once for all words as they are written, the last perhaps unfinished, and looks nothing up', async () => {
  const { asked, looked, find } = engineWith({ answers: { "('red') & ('lamp':*)": ['lamp', 'shade'] } });
  expect(await find('the red lamp')).toEqual(['lamp', 'shade']);
  expect(asked).toEqual([{ must: "('red') & ('lamp':*)", every: ["'red'", "'lamp':*"], own: ["'red'", "'lamp'"] }]);
  expect(looked).toEqual([]);
});

it('takes other words for the same', async () => {
  const { asked, find } = engineWith({ answers: {} });
  await find('tent red');
  expect(asked[0]?.must).toBe("('tent' | 'zelt') & ('red':*)");
});

it('forgives a mistake where nothing is written so, and more of them where nothing is even then', async () => {
  const { asked, find } = engineWith({
    answers: { "('lantrn' | 'lantern' | 'lentern') & ('paper':*)": ['lantern'] },
    alike: { lantrn: { lantern: 1, lentern: 2 } },
  });
  expect(await find('lantrn paper')).toEqual(['lantern']);
  expect(asked.map(({ must }) => must)).toEqual([
    "('lantrn') & ('paper':*)",
    "('lantrn' | 'lantern') & ('paper':*)",
    "('lantrn' | 'lantern' | 'lentern') & ('paper':*)",
  ]);
});

it('takes swapped neighbours for a slip where the catalog has the word', async () => {
  const { asked, find } = engineWith({ answers: {}, alike: { r2d4: { rd24: 1 } } });
  await find('r2d4');
  expect(asked.map(({ must }) => must)).toEqual(["'r2d4':*", "'r2d4':* | 'rd24'"]);
});

it('is content with some of the words where no product has all, and asks nothing twice', async () => {
  const { asked, find } = engineWith({ answers: { "'unicorn' | 'paper':*": ['paper'] } });
  expect(await find('unicorn paper')).toEqual(['paper']);
  expect(asked.map(({ must }) => must)).toEqual(["('unicorn') & ('paper':*)", "'unicorn' | 'paper':*"]);
});

it('looks for so many words and no more', async () => {
  const { asked, looked, find } = engineWith({ answers: {} });
  await find(Array.from({ length: 200 }, (_, n) => `w${n}`).join(' '));
  expect(asked[0]?.own).toHaveLength(12);
  expect(looked).toHaveLength(12);
});

it('finds nothing for nothing', async () => {
  const { asked, find } = engineWith({ answers: {} });
  expect(await find('  !! ')).toEqual([]);
  expect(asked).toEqual([]);
});
