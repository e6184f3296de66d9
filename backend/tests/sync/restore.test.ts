import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { add, expectReply, quantities, type Device } from './device.ts';
import { openHarness, type Harness } from './harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness?.close());

const backupOf = (name: string) => `${name}_backup`;

/** Works on whole databases, so nobody may be connected to them meanwhile. */
async function onCluster(...statements: Array<(quote: (name: string) => string) => string>): Promise<void> {
  const url = new URL(harness.database.url);
  url.pathname = '/postgres';
  const client = new Client({ connectionString: url.href });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement((name) => client.escapeIdentifier(name)));
  } finally {
    await client.end();
  }
}

async function backUp(): Promise<void> {
  const { name } = harness.database;
  await harness.backend.stop();
  await onCluster((quote) => `create database ${quote(backupOf(name))} template ${quote(name)}`);
  await harness.backend.restart();
}

async function restore(): Promise<void> {
  const { name } = harness.database;
  await harness.backend.stop();
  await onCluster(
    (quote) => `drop database ${quote(name)} with (force)`,
    (quote) => `alter database ${quote(backupOf(name))} rename to ${quote(name)}`,
  );
  await harness.backend.restart();
}

it('begins a new epoch by itself; what devices still have takes effect once, and nothing else does', async () => {
  const { uncounted } = harness.shop.variants;
  const { backend } = harness;
  const device = harness.device();
  const before = await device.sync(add(uncounted, 1));

  await harness.sql.end();
  await backUp();
  const unchanged = await device.sync();
  expect(unchanged.epoch).toBe(before.epoch);

  // After the backup: one change that the device knows has happened, one whose answer it never got, one not sent yet.
  await device.sync(add(uncounted, 2));
  const unanswered = device.request([add(uncounted, 4)]);
  expectReply(await device.send(unanswered));
  const queued = device.request([add(uncounted, 8)]);

  await restore();

  const outbox = { ...queued, mutations: [...unanswered.mutations, ...queued.mutations] };
  const refused = await device.send(outbox);
  expect(refused).toMatchObject({
    status: 409,
    error: { error: { code: 'out_of_order' }, lastMid: 1, effective: [] },
  });
  const reborn: Device = device.reborn();
  const renumbered = outbox.mutations.map((mutation, index, all) => ({
    ...mutation,
    mid: index + 1,
    parent: all[index - 1]?.uuid ?? null,
  }));
  const request = { ...reborn.request([]), mutations: renumbered };
  const reply = expectReply(await reborn.send(request));
  expect(reply.epoch).not.toBe(before.epoch);
  expect(quantities(reply)).toEqual({ [uncounted]: 13 });
  expect(quantities(expectReply(await reborn.send(request)))).toEqual({ [uncounted]: 13 });

  // Started once more, nothing was restored, so nothing changes.
  await backend.restart();
  expect((await device.sync()).epoch).toBe(reply.epoch);
}, 400_000);

it('a sign-in after the backup can be made up for: no line is lost, none is doubled', async () => {
  const { uncounted, plenty } = harness.shop.variants;
  const ada = await harness.customer();
  await harness.device().signedIn(ada).sync(add(plenty, 1));
  const guest = harness.device();
  await guest.sync(add(uncounted, 1));
  await backUp();

  expect(await harness.attach(guest, ada)).toMatchObject({ body: { merged: 1 } });
  const late = guest.request([add(uncounted, 2)]);
  expectReply(await guest.send(late));
  const own = guest.signedIn(ada);
  const signedIn = own.request([add(uncounted, 4)]);
  expectReply(await own.send(signedIn));
  await restore();

  expect(await harness.attach(guest, ada)).toMatchObject({ status: 200, body: { merged: 1 } });
  expect(await harness.attach(guest, ada)).toMatchObject({ status: 200, body: { merged: 0 } });
  expectReply(await guest.send(late));
  for (const reply of [await own.send(signedIn), await own.send(signedIn)]) {
    expect(quantities(expectReply(reply))).toEqual({ [uncounted]: 7, [plenty]: 1 });
  }
}, 400_000);
