import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { add, expectReply, quantities, set } from './device.ts';
import { openHarness, type Harness } from './harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness?.close());

describe('stock', () => {
  it('lowers a line to what is there, says so until it is heard, and never again', async () => {
    const { few, plenty } = harness.shop.variants;
    const device = harness.device();
    const reply = await device.sync(add(few, 5), add(plenty, 2));
    expect(quantities(reply)).toEqual({ [few]: 3, [plenty]: 2 });
    const data = { variantId: few, title: 'Test things · Kind: few', wanted: 5, got: 3 };
    expect(reply.notices).toMatchObject([{ kind: 'lowered', data }]);
    expect((await device.sync()).notices).toEqual(reply.notices);
    const noticesStored = reply.notices.map(({ id }) => id);
    expect(expectReply(await device.send(device.request([], { noticesStored }))).notices).toEqual([]);
    expect((await device.sync(add(plenty, 1))).notices).toEqual([]);
  });

  it('another device cannot put the notice away', async () => {
    const { few } = harness.shop.variants;
    const device = harness.device();
    const { notices } = await device.sync(add(few, 5));
    const stranger = harness.device();
    await stranger.send(stranger.request([], { noticesStored: notices.map(({ id }) => id) }));
    expect((await device.sync()).notices).toEqual(notices);
  });

  it('takes a sold-out line out', async () => {
    const { none } = harness.shop.variants;
    const reply = await harness.device().sync(add(none, 2));
    expect(quantities(reply)).toEqual({});
    expect(reply.notices).toMatchObject([{ kind: 'lowered', data: { variantId: none, wanted: 2, got: 0 } }]);
  });

  it('has no limit for what is made to order or not counted', async () => {
    const { backorder, uncounted } = harness.shop.variants;
    const reply = await harness.device().sync(add(backorder, 500), add(uncounted, 100_000));
    expect(quantities(reply)).toEqual({ [backorder]: 500, [uncounted]: 100_000 });
    expect(reply).toMatchObject({ notices: [], snapshot: { settled: true } });
  });

  it('that fell since lowers the line with the next change', async () => {
    const { few, plenty } = harness.shop.variants;
    const device = harness.device();
    await device.sync(add(few, 3));
    await harness.shop.setStock('few', 1);
    try {
      const reply = await device.sync(add(plenty, 1));
      expect(quantities(reply)).toEqual({ [few]: 1, [plenty]: 1 });
      expect(reply.notices).toMatchObject([{ kind: 'lowered', data: { wanted: 3, got: 1 } }]);
      const cart = await harness.cartOf(device);
      expect(Object.fromEntries(await harness.coreLines(cart.medusaCartId))).toEqual({ [few]: 1, [plenty]: 1 });
    } finally {
      await harness.shop.setStock('few', 3);
    }
  });

  it('a line that is set below stock later is simply set', async () => {
    const { few } = harness.shop.variants;
    const device = harness.device();
    await device.sync(add(few, 9));
    expect(quantities(await device.sync(set(few, 2)))).toEqual({ [few]: 2 });
  });
});

describe('the catalog', () => {
  it('takes out what is unknown or not published, and what is left is carried over', async () => {
    const { draft, plenty } = harness.shop.variants;
    const device = harness.device();
    const reply = await device.sync(add('variant_nobody_made', 1), add(draft, 2), add(plenty, 1));
    expect(quantities(reply)).toEqual({ [plenty]: 1 });
    expect(reply.snapshot.settled).toBe(true);
    const notices = [...reply.notices].sort((a, b) => Number(a.data.quantity) - Number(b.data.quantity));
    expect(notices).toMatchObject([
      { kind: 'gone', data: { variantId: 'variant_nobody_made', title: '', quantity: 1 } },
      { kind: 'gone', data: { variantId: draft, title: 'Test draft · Kind: draft', quantity: 2 } },
    ]);
  });

  it('takes out a line whose product is withdrawn, with the next change', async () => {
    const { many, productIds, variants } = harness.shop;
    const device = harness.device();
    await device.sync(add(many[0] ?? '', 2), add(variants.plenty, 1));
    await harness.admin.post(`/products/${productIds.many}`, { status: 'draft' });
    try {
      const reply = await device.sync(add(variants.plenty, 1));
      expect(quantities(reply)).toEqual({ [variants.plenty]: 2 });
      expect(reply.notices).toMatchObject([{ kind: 'gone', data: { variantId: many[0], quantity: 2 } }]);
      const cart = await harness.cartOf(device);
      expect(await harness.coreLines(cart.medusaCartId)).toEqual([[variants.plenty, 2]]);
    } finally {
      await harness.admin.post(`/products/${productIds.many}`, { status: 'published' });
    }
  });
});

describe('regions', () => {
  it('have a cart each, in their own currency, and the revision only grows', async () => {
    const { plenty } = harness.shop.variants;
    const { one, other } = harness.shop.regions;
    const device = harness.device({ region: one });
    const revs: number[] = [];
    const visit = async (region: string, quantity: number) => {
      const reply = expectReply(await device.send(device.request([add(plenty, quantity)], { region })));
      revs.push(reply.rev);
      return reply.snapshot;
    };
    const { prices } = harness.shop;
    expect(await visit(one, 1)).toMatchObject({
      region: one,
      lines: [{ quantity: 1, unitPrice: { amount: prices.one, currency: 'eur' } }],
    });
    expect(await visit(other, 2)).toMatchObject({
      region: other,
      lines: [{ quantity: 2, unitPrice: { amount: prices.other, currency: 'usd' } }],
    });
    expect(await visit(one, 4)).toMatchObject({ region: one, lines: [{ quantity: 5 }] });
    expect(revs).toEqual([...revs].sort((a, b) => a - b));
    expect(new Set(revs).size).toBe(3);
  });
});
