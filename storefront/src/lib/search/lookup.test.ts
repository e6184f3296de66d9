import type { ProductCard } from 'sync/catalog';
import { describe, expect, it } from 'vitest';
import { createLookup, joined, type Hits, type LookupAnswer } from './lookup';

const card = (id: string) => ({ id, handle: id, title: id }) as ProductCard;
const answer = (...ids: string[]): LookupAnswer => ({ cards: ids.map(card), total: ids.length, taken: [] });
const GUESS = [{ word: 'lamo', terms: ['lamp'] }];

type Asked<Answer> = { text: string; tell: (answer: Answer) => void; fail: () => void; signal?: AbortSignal };
type Own = (LookupAnswer & { isWhole: boolean }) | null;

function setUp() {
  const device: Asked<Own>[] = [];
  const shop: Asked<LookupAnswer | null>[] = [];
  const pauses: { end: () => void }[] = [];
  const shown: (Hits | null)[] = [];
  const ask =
    <Answer>(asked: Asked<Answer>[]) =>
    (text: string, signal?: AbortSignal) =>
      new Promise<Answer>((tell, fail) =>
        asked.push({ text, tell, fail: () => fail(new Error('broken')), ...(signal && { signal }) }),
      );
  const look = createLookup({
    sources: { device: ask(device), shop: ask(shop) },
    pause: () => new Promise((end) => pauses.push({ end })),
    show: (hits) => shown.push(hits),
  });
  return { look, device, shop, pauses, shown, last: () => shown.at(-1) };
}

/** Lets what was answered run its course. */
const settle = async () => {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
};

const whole = (...ids: string[]): Own => ({ ...answer(...ids), isWhole: true });
const part = (...ids: string[]): Own => ({ ...answer(...ids), isWhole: false });

describe('looking while typing', () => {
  it('asks the device for the first letters and the last, and shows both in their order', async () => {
    const { look, device, shop, shown } = setUp();
    for (const text of ['l', 'la', 'lam']) look(text);
    expect(device.map(({ text }) => text)).toEqual(['l']);
    device[0]?.tell(whole('lamp', 'lid'));
    await settle();
    expect(device.map(({ text }) => text)).toEqual(['l', 'lam']);
    device[1]?.tell(whole('lamp'));
    await settle();
    expect(shown.map((hits) => [hits?.text, hits?.total, hits?.isSettled])).toEqual([
      ['l', 2, false],
      ['lam', 1, true],
    ]);
    expect(shop).toEqual([]);
  });

  it('shows nothing of before once the field was emptied', async () => {
    const { look, device, shown } = setUp();
    look('lamp');
    look('');
    look('b');
    device[0]?.tell(whole('lamp'));
    await settle();
    expect(shown).toEqual([null]);
    device[1]?.tell(whole('boot'));
    await settle();
    expect(shown.at(-1)?.cards).toEqual([card('boot')]);
    look('');
    await settle();
    expect(shown.at(-1)).toBeNull();
  });

  it('asks the shop where the device has only a part, and adds what it knows below', async () => {
    const { look, device, shop, pauses, last } = setUp();
    look('lamp');
    device[0]?.tell(part('mine'));
    await settle();
    expect([last()?.isSettled, shop.length]).toEqual([false, 0]);
    pauses[0]?.end();
    await settle();
    shop[0]?.tell({ ...answer('theirs', 'mine'), total: 9 });
    await settle();
    expect(last()).toEqual({ ...answer('mine', 'theirs'), total: 9, text: 'lamp', from: 'all', isSettled: true });
  });

  it('keeps what is on screen until somebody knows more, and never shows an answer to an older question', async () => {
    const { look, device, shop, pauses, shown, last } = setUp();
    look('lamp');
    device[0]?.tell(part('lamp'));
    await settle();
    pauses[0]?.end();
    await settle();
    look('lampshade');
    expect(shop[0]?.signal?.aborted).toBe(true);
    device[1]?.tell(part());
    await settle();
    expect(last()?.text).toBe('lamp');
    shop[0]?.tell(answer('late'));
    pauses[1]?.end();
    await settle();
    shop[1]?.tell(answer('shade'));
    await settle();
    expect(shown.map((hits) => hits?.cards.map(({ id }) => id))).toEqual([['lamp'], ['shade']]);
  });

  it('says whose answer it is where the shop is out of reach', async () => {
    for (const [own, from] of [
      [part('mine'), 'device'],
      [part(), 'device'],
      [null, 'nobody'],
    ] as const) {
      const { look, device, shop, pauses, last } = setUp();
      look('lamp');
      device[0]?.tell(own);
      await settle();
      pauses[0]?.end();
      await settle();
      shop[0]?.fail();
      await settle();
      expect(last()).toMatchObject({ text: 'lamp', from, isSettled: true, total: own?.total ?? 0 });
    }
  });

  it('asks the shop where the device is broken', async () => {
    const { look, device, pauses, shop, last } = setUp();
    look('lamp');
    device[0]?.fail();
    await settle();
    pauses[0]?.end();
    await settle();
    shop[0]?.tell(answer('lamp'));
    await settle();
    expect(last()).toMatchObject({ from: 'all', total: 1 });
  });
});

it('a guess of the device gives way to what the shop has as it was typed', () => {
  const guess = { ...answer('lamp'), taken: GUESS };
  expect(joined(guess, answer('lamo'))).toEqual(answer('lamo'));
  expect(joined(guess, answer())).toEqual(guess);
  expect(joined(guess, { ...answer('lamp', 'lamps'), taken: GUESS })).toEqual({
    ...answer('lamp', 'lamps'),
    taken: GUESS,
  });
  expect(joined(answer(), answer('lamo'))).toEqual(answer('lamo'));
});
