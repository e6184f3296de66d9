import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SyncReply } from 'sync/protocol';
import { add, enter, expectReply, principalOf, quantities, remove, set, unwish, wish, type Device } from './device.ts';
import { openHarness, type Harness } from './harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness?.close());

const TABLES = ['sync_client', 'sync_lane', 'sync_cart', 'sync_line', 'sync_notice', 'sync_effect', 'sync_device'];

async function countRows(): Promise<Record<string, number>> {
  const counts = TABLES.map((table) => `(select count(*)::int from ${table}) as ${table}`);
  return (await harness.sql.query(`select ${counts.join(', ')}`)).rows[0];
}

const noticesOf = (reply: SyncReply, kind: string) => reply.notices.filter((notice) => notice.kind === kind);

describe('a look', () => {
  it('of somebody nothing is known of leaves nothing behind', async () => {
    const before = await countRows();
    const customer = await harness.customer();
    for (const device of [harness.device(), harness.device().wishlist(), harness.device().signedIn(customer)]) {
      const reply = await device.sync();
      expect(reply).toMatchObject({ lastMid: 0, headUuid: null, rev: 0, generation: 0, notices: [] });
      expect(reply.snapshot).toMatchObject({ lines: [], promotions: [], totals: null, settled: true });
    }
    expect(await countRows()).toEqual(before);
  });

  it('with a notice put away that never was leaves nothing behind either', async () => {
    const before = await countRows();
    const device = harness.device();
    expectReply(await device.send(device.request([], { noticesStored: ['snote_1'] })));
    expect(await countRows()).toEqual(before);
  });
});

describe('a wishlist', () => {
  it('is a queue of its own, one for all regions, and no cart of Medusa', async () => {
    const { plenty, few } = harness.shop.variants;
    const device = harness.device();
    const wishlist = device.wishlist();
    await device.sync(add(few, 2));
    await wishlist.sync(wish(plenty), wish(few), wish(plenty));
    const { regions, prices } = harness.shop;
    const reply = expectReply(await wishlist.send(wishlist.request([unwish(few)], { region: regions.other })));
    expect(reply).toMatchObject({ lastMid: 4, snapshot: { region: regions.other, totals: null, settled: true } });
    expect(reply.snapshot.lines).toMatchObject([
      {
        variantId: plenty,
        quantity: 1,
        productTitle: 'Test things',
        productHandle: 'test-things',
        unitPrice: { amount: prices.other, currency: 'usd' },
        total: null,
      },
    ]);
    expect(quantities(await device.sync())).toEqual({ [few]: 2 });
    const { id, medusaCartId, dirty } = await harness.cartOf(wishlist, 'wishlist');
    expect(dirty).toBe(false);
    expect((await harness.sql.query('select 1 from cart where id = $1', [medusaCartId])).rowCount).toBe(0);
    expect(id).not.toBe((await harness.cartOf(device)).id);
  });

  it('keeps what cannot be bought any more, without a price', async () => {
    const { plenty, draft, none } = harness.shop.variants;
    const wishlist = harness.device().wishlist();
    const { snapshot, notices } = await wishlist.sync(wish('variant_gone'), wish(draft), wish(none), wish(plenty));
    expect(snapshot.lines.map(({ unitPrice }) => unitPrice?.amount ?? null)).toEqual([null, null, 20, 20]);
    expect(notices).toEqual([]);
    expect(quantities(await wishlist.sync(unwish('variant_gone')))).toEqual({ [draft]: 1, [none]: 1, [plenty]: 1 });
  });
});

describe('a principal', () => {
  it('must be the one who is signed in', async () => {
    const [ada, bob] = [await harness.customer(), await harness.customer()];
    const device = harness.device().signedIn(ada);
    const request = device.request([add(harness.shop.variants.plenty, 1)]);
    const before = await countRows();
    const refusal = { status: 403, error: { error: { code: 'wrong_principal', field: 'principal' } } };
    const nobody = harness.device();
    expect(await nobody.send(request)).toMatchObject(refusal);
    expect(await nobody.signedIn(bob).send(request)).toMatchObject(refusal);
    expect(await nobody.signedIn({ ...ada, token: 'made up' }).send(request)).toMatchObject(refusal);
    expect(await countRows()).toEqual(before);
    expect(quantities(expectReply(await device.send(request)))).toEqual({ [harness.shop.variants.plenty]: 1 });
  });

  it('is the same for ever for one client id', async () => {
    const { plenty } = harness.shop.variants;
    const [ada, bob] = [await harness.customer(), await harness.customer()];
    const device = harness.device();
    await device.sync(add(plenty, 1));
    const claimed = device.signedIn(ada);
    claimed.clientId = device.clientId;
    const refusal = { status: 403, error: { error: { code: 'wrong_principal' } } };
    expect(await claimed.send(claimed.request([]))).toMatchObject(refusal);

    const own = device.signedIn(ada);
    await own.sync(add(plenty, 2));
    const other = device.signedIn(bob);
    other.clientId = own.clientId;
    expect(await other.send(other.request([]))).toMatchObject(refusal);
    const anonymous = device.reborn();
    anonymous.clientId = own.clientId;
    expect(await anonymous.send(anonymous.request([]))).toMatchObject(refusal);
  });

  it('has one cart on all devices, whatever their secrets, and it carries the customer', async () => {
    const { plenty, uncounted } = harness.shop.variants;
    const ada = await harness.customer();
    const [phone, laptop] = [harness.device().signedIn(ada), harness.device().signedIn(ada)];
    await phone.sync(add(plenty, 1));
    const reply = await laptop.sync(add(plenty, 2), add(uncounted, 1));
    expect(quantities(reply)).toEqual({ [plenty]: 3, [uncounted]: 1 });
    expect(reply.notices).toEqual([]);
    phone.secret = harness.device().secret;
    expect(quantities(await phone.sync())).toEqual(quantities(reply));
    const { medusaCartId } = await harness.cartOf(phone);
    const { rows } = await harness.sql.query('select customer_id, email from cart where id = $1', [medusaCartId]);
    expect(rows[0]).toMatchObject({ customer_id: ada.customerId, email: expect.stringContaining('@example.com') });
  });
});

describe('signing in', () => {
  it('needs somebody who is signed in', async () => {
    const answer = await harness.attach(harness.device(), null);
    expect(answer).toMatchObject({ status: 403, body: { error: { code: 'wrong_principal', field: 'authorization' } } });
  });

  it('gives the cart to a customer who has none, and nothing has to be explained', async () => {
    const { plenty } = harness.shop.variants;
    const ada = await harness.customer();
    const device = harness.device();
    await device.sync(add(plenty, 2));
    const { id } = await harness.cartOf(device);
    expect(await harness.attach(device, ada)).toMatchObject({
      status: 200,
      body: { principal: principalOf(ada.customerId), merged: 1 },
    });
    const own = device.signedIn(ada);
    const reply = await own.sync();
    expect(quantities(reply)).toEqual({ [plenty]: 2 });
    expect(reply).toMatchObject({ notices: [], snapshot: { settled: true } });
    const { rows } = await harness.sql.query('select state, successor_id from sync_cart where id = $1', [id]);
    expect(rows[0]).toEqual({ state: 'merged', successor_id: (await harness.cartOf(own)).id });
  });

  it('takes per line the larger quantity and says which lines changed', async () => {
    const { plenty, few, uncounted, backorder } = harness.shop.variants;
    const ada = await harness.customer();
    const elsewhere = harness.device().signedIn(ada);
    await elsewhere.sync(add(plenty, 5), add(few, 1), add(backorder, 7));
    await elsewhere.wishlist().sync(wish(plenty), wish(few));
    const device = harness.device();
    await device.sync(add(plenty, 3), add(few, 2), add(uncounted, 4));
    await device.wishlist().sync(wish(few), wish(uncounted));

    expect(await harness.attach(device, ada)).toMatchObject({ status: 200, body: { merged: 2 } });
    const reply = await elsewhere.sync();
    const expected = { [plenty]: 5, [few]: 2, [backorder]: 7, [uncounted]: 4 };
    expect(quantities(reply)).toEqual(expected);
    expect(reply.snapshot.settled).toBe(true);
    expect(noticesOf(reply, 'merged')).toMatchObject([
      {
        data: {
          lines: [
            { variantId: few, title: 'Test things · Kind: few', from: 1, to: 2 },
            { variantId: uncounted, title: 'Test things · Kind: uncounted', from: 0, to: 4 },
          ],
        },
      },
    ]);
    const { medusaCartId } = await harness.cartOf(elsewhere);
    expect(Object.fromEntries(await harness.coreLines(medusaCartId))).toEqual(expected);
    const wished = await device.signedIn(ada).wishlist().sync();
    expect(Object.keys(quantities(wished)).toSorted()).toEqual([plenty, few, uncounted].toSorted());
  });

  it('done again, and at once from two devices, is done once (I15)', async () => {
    const { plenty, uncounted } = harness.shop.variants;
    const ada = await harness.customer();
    const [one, two] = [harness.device(), harness.device()];
    await Promise.all([one.sync(add(plenty, 4), add(uncounted, 1)), two.sync(add(plenty, 2), add(uncounted, 8))]);
    const answers = await Promise.all([one, two, one, two, one].map((device) => harness.attach(device, ada)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const merged = answers.map(({ body }) => ('merged' in body ? body.merged : NaN));
    expect(merged.reduce((sum, count) => sum + count)).toBe(2);
    expect(await harness.attach(one, ada)).toMatchObject({ body: { merged: 0 } });
    const reply = await one.signedIn(ada).sync();
    expect(quantities(reply)).toEqual({ [plenty]: 4, [uncounted]: 8 });
    expect(noticesOf(reply, 'merged')).toHaveLength(1);
    const open = await harness.sql.query(
      `select id from sync_cart where owner = $1 and state in ('open', 'checkout')`,
      [`c:${ada.customerId}`],
    );
    expect(open.rowCount).toBe(1);
  });

  it('lets late changes of the device follow, in every state of its queue, and shows it nothing', async () => {
    const { plenty, few, uncounted } = harness.shop.variants;
    const ada = await harness.customer();
    const own = harness.device().signedIn(ada);
    await own.sync(add(plenty, 1), enter('NOT_A_CODE'));

    const device = harness.device();
    const acknowledged = await device.sync(add(uncounted, 1));
    const lost = device.request([add(uncounted, 2)]);
    expectReply(await device.send(lost)); // Its reply never arrived.
    const queued = device.request([add(uncounted, 4), { ...remove(plenty), generation: acknowledged.generation ?? 0 }]);
    expect(await harness.attach(device, ada)).toMatchObject({ status: 200 });

    for (const late of [lost, queued, queued]) {
      const reply = expectReply(await device.send(late));
      expect(reply.snapshot).toMatchObject({ lines: [], promotions: [], totals: null, settled: true });
      expect(reply.notices).toEqual([]);
      expect(reply.rev).toBeGreaterThan(acknowledged.rev);
      expect(reply.generation).toBe(0);
    }
    expect((await device.sync()).lastMid).toBe(4);
    expect(quantities(await own.sync())).toEqual({ [uncounted]: 7 });

    // A tab that was never heard of before the sign-in, and another region.
    const tab = device.reborn();
    const { other } = harness.shop.regions;
    const reply = expectReply(await tab.send(tab.request([add(few, 1)], { region: other })));
    expect(reply).toMatchObject({ lastMid: 1, snapshot: { lines: [] } });
    const abroad = expectReply(await own.send(own.request([], { region: other })));
    expect(quantities(abroad)).toEqual({ [few]: 1 });
    const left = await harness.sql.query(
      `select c.id from sync_cart c join sync_client l on c.owner = 'd:' || l.secret_hash
       where l.id = $1 and c.state in ('open', 'checkout')`,
      [device.clientId],
    );
    expect(left.rowCount).toBe(0);
  });

  it('while the device is sending loses and doubles nothing, whoever comes first', async () => {
    const { uncounted } = harness.shop.variants;
    for (let round = 0; round < 3; round++) {
      const ada = await harness.customer();
      const device = harness.device();
      const requests = Array.from({ length: 6 }, (_, k) => device.request([add(uncounted, 2 ** k)]));
      const drain = async () => {
        for (const request of requests) {
          expectReply(await device.send(request));
          expectReply(await device.send(request));
        }
      };
      await Promise.all([drain(), harness.attach(device, ada), harness.attach(device, ada)]);
      expect(quantities(await device.signedIn(ada).sync())).toEqual({ [uncounted]: 63 });
    }
  }, 90_000);

  it('of somebody else on the same device needs a new secret', async () => {
    const { plenty, uncounted } = harness.shop.variants;
    const [ada, bob] = [await harness.customer(), await harness.customer()];
    const device = harness.device();
    await device.sync(add(plenty, 2));
    await harness.attach(device, ada);
    expect(await harness.attach(device, bob)).toMatchObject({
      status: 403,
      body: { error: { code: 'wrong_principal', field: 'secret' } },
    });
    expect(quantities(await device.signedIn(bob).sync())).toEqual({});

    const next = harness.device();
    await next.sync(add(uncounted, 1));
    await harness.attach(next, bob);
    expect(quantities(await next.signedIn(bob).sync())).toEqual({ [uncounted]: 1 });
    expect(quantities(await device.signedIn(ada).sync())).toEqual({ [plenty]: 2 });
  });
});

describe('signing out', () => {
  it('keeps what a tab of the time before still sends apart from whoever comes next', async () => {
    const { plenty, uncounted } = harness.shop.variants;
    const [ada, bob] = [await harness.customer(), await harness.customer()];
    const tab = harness.device();
    await tab.sync(add(plenty, 1));
    await harness.attach(tab, ada);
    const own = tab.signedIn(ada);
    await own.sync();
    const queued = own.request([add(uncounted, 2)]);
    const late = tab.request([add(uncounted, 4)]);

    // Ada signs out, so the browser has another secret; Bob signs in on it.
    const next = harness.device();
    await harness.attach(next, bob);
    const asBob = next.signedIn(bob);
    await asBob.sync(add(plenty, 9));
    const refusals = [
      await asBob.send({ ...queued, secret: next.secret }),
      await next.send({ ...queued, secret: next.secret }),
      await asBob.send({ ...late, secret: next.secret }),
    ];
    expect(refusals.map((answer) => 'error' in answer && answer.error.error.code)).toEqual([
      'wrong_principal',
      'wrong_principal',
      'wrong_secret',
    ]);
    expect(quantities(await asBob.sync())).toEqual({ [plenty]: 9 });

    // What left with the old secret is Ada's, and what waited goes out when she is back, on whatever device.
    expectReply(await tab.send(late));
    own.secret = harness.device().secret;
    const reply = expectReply(await own.send({ ...queued, secret: own.secret }));
    expect(quantities(reply)).toEqual({ [plenty]: 1, [uncounted]: 6 });
  });
});

describe('copies of a device', () => {
  it('are told which of their changes have happened, and no change happens twice', async () => {
    const { uncounted } = harness.shop.variants;
    const device = harness.device();
    await device.sync(add(uncounted, 1));
    const copy: Device = Object.assign(harness.device(), device);
    const shared = device.request([add(uncounted, 2)]);
    await device.send(shared);
    await device.sync(add(uncounted, 4));

    const sharedUuid = shared.mutations[0]?.uuid ?? '';
    Object.assign(copy, { nextMid: 3, headUuid: sharedUuid });
    const own = copy.request([add(uncounted, 8)]);
    const mixed = { ...shared, mutations: [...shared.mutations, ...own.mutations] };
    expect(await copy.send(mixed)).toMatchObject({
      status: 409,
      error: { error: { code: 'forked' }, lastMid: 3, effective: [sharedUuid] },
    });
    const again = copy.reborn();
    const renumbered = [...mixed.mutations].map((mutation, index, all) => ({
      ...mutation,
      mid: index + 1,
      parent: all[index - 1]?.uuid ?? null,
    }));
    const reply = expectReply(await again.send({ ...again.request([]), mutations: renumbered }));
    expect(quantities(reply)).toEqual({ [uncounted]: 15 });
  });

  it('that send the same under two names at the same moment have one effect', async () => {
    const { uncounted } = harness.shop.variants;
    const device = harness.device();
    await device.sync(set(uncounted, 1));
    for (let round = 1; round <= 6; round++) {
      const names = [device.reborn(), device.reborn(), device.reborn()];
      const { mutations } = harness.device().request([add(uncounted, 2 ** round)]);
      const regions = [harness.shop.regions.one, harness.shop.regions.other, harness.shop.regions.one];
      await Promise.all(
        names.map(async (name, index) =>
          expectReply(await name.send({ ...name.request([]), mutations, region: regions[index] })),
        ),
      );
    }
    const here = quantities(await device.sync())[uncounted] ?? 0;
    const there = expectReply(await device.send(device.request([], { region: harness.shop.regions.other })));
    expect(here + (quantities(there)[uncounted] ?? 0)).toBe(127);
  });
});
