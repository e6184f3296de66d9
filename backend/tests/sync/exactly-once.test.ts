import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { add, expectReply, quantities, remove, set } from './device.ts';
import { openHarness, type Harness } from './harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness?.close());

/** The first transaction of a request is a matter of milliseconds; a busy machine gets more. */
const SOON = { timeout: 20_000, interval: 20 };

/** Runs the same steps for the same seed, so that a failure can be looked at again. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('one client', () => {
  it('gets the same answer for the same request, and it has happened once', async () => {
    const { plenty } = harness.shop.variants;
    const device = harness.device();
    const request = device.request([add(plenty, 3)]);
    const first = expectReply(await device.send(request));
    const second = expectReply(await device.send(request));
    expect(second).toEqual(first);
    expect(first).toMatchObject({ lastMid: 1, headUuid: device.headUuid, snapshot: { settled: true } });
    expect(quantities(first)).toEqual({ [plenty]: 3 });
  });

  it('has ten adds of 2^k counted once each, whatever is repeated, late or out of order', async () => {
    const { uncounted } = harness.shop.variants;
    for (const seed of [1, 2, 3]) {
      const random = seededRandom(seed);
      const device = harness.device();
      const requests = Array.from({ length: 10 }, (_, k) => device.request([add(uncounted, 2 ** k)]));
      // Every request goes out one to three times and copies of earlier ones come in between: a lost reply looks just so.
      for (const [k, request] of requests.entries()) {
        const copies = Array.from({ length: 1 + Math.floor(random() * 3) }, () => request);
        const late = requests[Math.floor(random() * (k + 1))];
        for (const body of late ? [...copies, late] : copies) expectReply(await device.send(body));
      }
      const cart = await harness.cartOf(device);
      const reply = await device.sync();
      expect(quantities(reply), `seed ${seed}`).toEqual({ [uncounted]: 2 ** 10 - 1 });
      expect(await harness.coreLines(cart.medusaCartId)).toEqual([[uncounted, 2 ** 10 - 1]]);
    }
  });

  it('may send everything at once, in any order, and again until it is through', async () => {
    const { uncounted } = harness.shop.variants;
    const device = harness.device();
    const requests = Array.from({ length: 10 }, (_, k) => device.request([add(uncounted, 2 ** k)]));
    for (let round = 0; round < requests.length; round++) {
      const answers = await Promise.all(requests.toReversed().map((request) => device.send(request)));
      for (const answer of answers) {
        if ('error' in answer)
          expect(answer).toMatchObject({ status: 409, error: { error: { code: 'out_of_order' } } });
      }
      if (answers.every((answer) => 'reply' in answer)) break;
    }
    expect(quantities(await device.sync())).toEqual({ [uncounted]: 2 ** 10 - 1 });
  });

  it('makes one cart with two first requests at once', async () => {
    const { plenty } = harness.shop.variants;
    const device = harness.device();
    const request = device.request([add(plenty, 1)]);
    const answers = await Promise.all([device.send(request), device.send(request), device.send(request)]);
    for (const answer of answers) expect(quantities(expectReply(answer))).toEqual({ [plenty]: 1 });
    const carts = await harness.sql.query(
      `select c.id from sync_cart c join sync_client l on c.owner = 'd:' || l.secret_hash where l.id = $1`,
      [device.clientId],
    );
    expect(carts.rowCount).toBe(1);
  });

  it('is told where it stands when something is missing, or when it is a copy', async () => {
    const { plenty } = harness.shop.variants;
    const device = harness.device();
    await device.sync(add(plenty, 1));
    const lost = device.request([add(plenty, 2)]);
    const after = device.request([add(plenty, 4)]);
    expect(await device.send(after)).toMatchObject({
      status: 409,
      error: { error: { code: 'out_of_order' }, lastMid: 1 },
    });

    const copy = harness.device();
    Object.assign(copy, { clientId: device.clientId, secret: device.secret, nextMid: 2, headUuid: null });
    expect(await copy.send(copy.request([add(plenty, 8)]))).toMatchObject({
      status: 409,
      error: { error: { code: 'forked' }, lastMid: 1 },
    });

    expectReply(await device.send(lost));
    expect(quantities(expectReply(await device.send(after)))).toEqual({ [plenty]: 7 });
  });

  it('never sees the revision go back', async () => {
    const { plenty, few } = harness.shop.variants;
    const device = harness.device();
    const steps = [[add(plenty, 1)], [set(plenty, 4)], [], [add(few, 9)], [remove(plenty)], []];
    const revs: number[] = [];
    for (const step of steps) revs.push((await device.sync(...step)).rev);
    expect(revs).toEqual([...revs].sort((a, b) => a - b));
  });
});

describe('two clients of one device', () => {
  it('share the cart, and both their adds count', async () => {
    const { plenty, uncounted } = harness.shop.variants;
    const one = harness.device();
    const two = one.reborn();
    const requests = [
      [one, one.request([add(plenty, 1)])],
      [two, two.request([add(plenty, 2)])],
      [one, one.request([add(uncounted, 1)])],
      [two, two.request([add(plenty, 4)])],
    ] as const;
    const [a, b] = await Promise.all([one.send(requests[0][1]), two.send(requests[1][1])]);
    expectReply(a);
    expectReply(b);
    await Promise.all([one.send(requests[2][1]), two.send(requests[3][1])]);
    const expected = { [plenty]: 7, [uncounted]: 1 };
    expect(quantities(await one.sync())).toEqual(expected);
    expect(quantities(await two.sync())).toEqual(expected);
    const cart = await harness.cartOf(one);
    expect(await harness.cartOf(two)).toEqual(cart);
    expect(Object.fromEntries(await harness.coreLines(cart.medusaCartId))).toEqual(expected);
  });

  it('a removal takes only what was seen, so the other one’s add survives', async () => {
    const { plenty } = harness.shop.variants;
    const one = harness.device();
    const seen = (await one.sync(add(plenty, 2))).snapshot.lines[0];
    await one.reborn().sync(add(plenty, 3));
    const observed = { rev: seen?.rev ?? 0, quantity: seen?.quantity ?? 0 };
    expect(quantities(await one.sync(remove(plenty, observed)))).toEqual({ [plenty]: 3 });
  });

  it('a browser that lost its data finds the cart again and is told so once', async () => {
    const { plenty } = harness.shop.variants;
    const before = harness.device();
    await before.sync(add(plenty, 2));
    const after = before.reborn();
    const reply = await after.sync(add(plenty, 1));
    expect(quantities(reply)).toEqual({ [plenty]: 3 });
    expect(reply.notices).toMatchObject([{ kind: 'restored', data: { lines: 1 } }]);
    expect((await before.sync()).notices).toEqual([]);
    const noticesStored = reply.notices.map(({ id }) => id);
    expect(expectReply(await after.send(after.request([], { noticesStored }))).notices).toEqual([]);
  });
});

describe('many at once', () => {
  it('a change that arrives while the cart is being written is carried over as well', async () => {
    const { plenty, uncounted } = harness.shop.variants;
    const one = harness.device();
    await one.sync(add(plenty, 1));
    const cart = await harness.cartOf(one);
    const revOf = async () =>
      (await harness.sql.query('select rev from sync_cart where id = $1', [cart.id])).rows[0].rev;
    const before = await revOf();

    // A new line refers to its cart, so the write of the first change waits for as long as this transaction is open.
    await harness.sql.query('begin');
    await harness.sql.query('select id from cart where id = $1 for update', [cart.medusaCartId]);
    const first = one.sync(add(uncounted, 1));
    await expect.poll(revOf, SOON).toBe(before + 1);
    const second = one.reborn().sync(add(plenty, 4));
    await expect.poll(revOf, SOON).toBe(before + 2);
    await harness.sql.query('commit');

    const expected = { [plenty]: 5, [uncounted]: 1 };
    for (const reply of await Promise.all([first, second])) expect(quantities(reply)).toEqual(expected);
    expect(Object.fromEntries(await harness.coreLines(cart.medusaCartId))).toEqual(expected);
    expect((await one.sync()).snapshot.settled).toBe(true);
  });

  it('two devices with carts of their own do not see each other', async () => {
    const { plenty, few } = harness.shop.variants;
    const one = harness.device();
    const two = harness.device();
    await Promise.all([one.sync(add(plenty, 1)), two.sync(add(few, 2))]);
    expect(quantities(await one.sync())).toEqual({ [plenty]: 1 });
    expect(quantities(await two.sync())).toEqual({ [few]: 2 });
  });

  it('fifty intents on ten lines are one request', async () => {
    const { many } = harness.shop;
    const device = harness.device();
    const intents = Array.from({ length: 50 }, (_, i) => add(many[i % 10] ?? '', 1));
    const reply = expectReply(await device.send(device.request(intents)));
    expect(reply.snapshot).toMatchObject({ settled: true, totals: { itemTotal: 50 * harness.shop.prices.one } });
    expect(Object.values(quantities(reply))).toEqual(Array.from({ length: 10 }, () => 5));
  });
});
