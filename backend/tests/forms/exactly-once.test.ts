import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buy, queueOf } from '../reviews/shop.ts';
import { contact, expectReply, type Intent, type Session } from '../sync/device.ts';
import { openHarness, type Harness } from '../sync/harness.ts';
import { messagesOf, saying, sendContact } from './shop.ts';

let harness: Harness;
let buyer: Session;
let sold: string;
beforeAll(async () => {
  harness = await openHarness();
  ({ sold } = harness.shop.productIds);
  buyer = await harness.customer();
  await buy(harness, buyer, [harness.shop.variants.uncounted]);
});
afterAll(() => harness?.close());

const review = (over: Record<string, unknown> = {}): Intent => ({
  kind: 'review.write',
  args: { productId: sold, rating: 4, text: 'Boils in two minutes.', language: 'en', ...over },
});
const openForms = async () => (await harness.sql.query('select * from sync_form')).rows;

describe('a message to the shop', () => {
  it('is there once, however often and however parallel it comes', async () => {
    const device = harness.device().forms();
    const request = device.request([contact('Once', { name: 'Sam', subject: 'Kettle', language: 'de' })]);
    // As many as a device may send in a minute: until one of them is through, each counts as another.
    const replies = (await Promise.all(Array.from({ length: 5 }, () => device.send(request)))).map(expectReply);
    for (const reply of replies) {
      expect(reply).toMatchObject({ lastMid: 1, rev: 0, notices: [], snapshot: { lines: [], totals: null } });
    }
    expect(expectReply(await device.send(request)).snapshot.settled).toBe(true);
    expect(await saying(harness, 'Once')).toMatchObject([
      {
        event: 'contact',
        recipient: 'shop',
        channel: 'email',
        subject: 'Kettle',
        replyTo: { name: 'Sam', address: 'sam@example.com' },
        language: 'de',
        state: 'kept',
      },
    ]);
    expect(await openForms()).toEqual([]);
  });

  it('is known by its uuid under another client, after signing in, and on the page without script', async () => {
    const device = harness.device().forms();
    const request = device.request([contact('Copied', { name: 'Sam' })]);
    const [mutation] = request.mutations;
    await device.send(request);
    const copy = Object.assign(harness.device().forms(), { secret: device.secret });
    await copy.send({ ...copy.request(), mutations: request.mutations });
    const form = { uuid: mutation!.uuid, ...mutation!.args };
    expect(await sendContact(harness, form)).toMatchObject({ status: 200, body: { taken: true } });
    expect(await sendContact(harness, { ...form, message: 'Another' })).toMatchObject({
      status: 409,
      body: { code: 'uuid_reused', field: 'uuid' },
    });

    expect(await harness.attach(device, buyer)).toMatchObject({ status: 200 });
    const late = expectReply(await device.send(device.request([contact('Late')])));
    expect(late).toMatchObject({ lastMid: 2, notices: [] });
    const mine = harness.device().signedIn(buyer).forms();
    await mine.send({ ...mine.request(), principal: null, ...request });
    expect(await saying(harness, 'Copied')).toHaveLength(1);
    expect(await saying(harness, 'Late')).toHaveLength(1);
  });

  it.each([
    ['HTML', '<img src=x onerror=alert(1)> & <b>bold</b>'],
    ['emoji', '👩‍👩‍👧 ☕ 🏳️‍🌈'],
    ['10 kB', 'ü'.repeat(5_000)],
    ['several lines', 'One.\n\nTwo.'],
  ])('keeps %s as it is', async (_name, text) => {
    await harness.device().forms().sync(contact(text));
    expect(await saying(harness, text)).toHaveLength(1);
  });

  it('loses what no text can hold, and nothing else', async () => {
    const reply = await harness
      .device()
      .forms()
      .sync(contact('a\u0000b\ud800\u202ec\r\n\r\n\r\nd', { name: 'S\nam' }));
    expect(reply).toMatchObject({ lastMid: 1, notices: [] });
    expect(await saying(harness, 'ab\ufffdc\n\nd')).toMatchObject([{ replyTo: { name: 'S am' } }]);
  });

  it.each([
    ['no address', { email: undefined }],
    ['two addresses', { email: 'a@example.com,b@example.com' }],
    ['a line break in the address', { email: 'a@example.com\nBcc: b@example.com' }],
    ['nothing to say', { message: '' }],
    ['nothing that can be seen', { message: '\u3164' }],
    ['10 kB of letters', { message: 'x'.repeat(10_000) }],
    ['an object for a name', { name: { $ne: 1 } }],
    ['a recipient of its own', { to: 'b@example.com' }],
  ])('with %s comes back to who wrote it, and those behind it go on', async (_name, over) => {
    const device = harness.device().forms();
    const before = (await messagesOf(harness)).length;
    const behind = randomUUID();
    const reply = await device.sync(contact('Wrong', over), contact(behind));
    expect(reply).toMatchObject({ lastMid: 2, notices: [{ kind: 'form_refused', data: { code: 'invalid', mid: 1 } }] });
    expect(reply.notices[0]?.data).toMatchObject({ intent: { kind: 'contact.send' } });
    expect(await saying(harness, behind)).toHaveLength(1);
    expect((await messagesOf(harness)).length).toBe(before + 1);
  });

  it('waits before one that only a newer server knows', async () => {
    const device = harness.device().forms();
    const reply = await device.sync(contact('Known'), { kind: 'question.ask', args: {} }, contact('Behind'));
    expect(reply).toMatchObject({ lastMid: 1, stopped: { mid: 2, code: 'unknown_kind' } });
    expect(await saying(harness, 'Behind')).toEqual([]);
  });

  it.each(['after-intents', 'after-form'])(
    'outlives a server that dies %s',
    async (point) => {
      const doomed = await harness.startServer({ SATCHEL_FAILPOINT: point });
      const device = harness.device().forms();
      const request = device.request([contact(point)]);
      const dying = harness.device({ url: doomed.url }).forms();
      await expect(dying.send(request)).rejects.toThrow();
      await doomed.exited();
      await expect.poll(openForms, { timeout: 30_000, interval: 250 }).toEqual([]);
      // The device never heard back and asks again.
      const reply = expectReply(await device.send({ ...request, requestId: randomUUID() }));
      expect(reply).toMatchObject({ lastMid: 1, notices: [], snapshot: { settled: true } });
      expect(await saying(harness, point)).toHaveLength(1);
    },
    90_000,
  );
});

describe('a review', () => {
  it('is stored once, and the one after it takes its place', async () => {
    const device = harness.device().signedIn(buyer).forms();
    const request = device.request([review()]);
    await Promise.all([device.send(request), device.send(request)]);
    expect(await queueOf(harness, sold)).toMatchObject([
      { rating: 4, text: 'Boils in two minutes.', state: 'pending', revision: 1 },
    ]);
    await device.sync(review({ rating: 5, title: '"Even" <better>' }));
    expect(await device.send(request)).toMatchObject({ status: 200 });
    expect(await queueOf(harness, sold)).toMatchObject([{ rating: 5, title: '"Even" <better>', revision: 2 }]);
  });

  it('comes back with its words where it cannot be taken, and the server keeps none of them then', async () => {
    const stranger = harness
      .device()
      .signedIn(await harness.customer())
      .forms();
    const reply = await stranger.sync(
      review({ text: 'Never had it' }),
      review({ productId: 'prod_nobody_knows' }),
      review({ productId: harness.shop.productIds.draft }),
      review({ rating: 9 }),
    );
    const told = reply.notices.map(({ data }) => [data['mid'], data['code'], data['product'] !== null]);
    expect(told.toSorted()).toEqual([
      [1, 'not_bought', true],
      [2, 'unknown_product', false],
      [3, 'unknown_product', false],
      [4, 'invalid', false],
    ]);
    const refused = reply.notices.find(({ data }) => data['code'] === 'not_bought');
    expect(refused?.data).toMatchObject({
      mid: 1,
      intent: { kind: 'review.write', args: { rating: 4, text: 'Never had it' } },
      product: { handle: expect.any(String), title: 'Test things' },
    });
    const noticesStored = reply.notices.map(({ id }) => id);
    expect(expectReply(await stranger.send(stranger.request([], { noticesStored }))).notices).toEqual([]);
    const kept = await harness.sql.query(
      `select data from sync_notice where kind = 'form_refused' and data <> '{}' and client_id = $1`,
      [stranger.clientId],
    );
    expect(kept.rows).toEqual([]);
  });

  it('is nobody’s when nobody is signed in, also on a device that was somebody’s', async () => {
    const device = harness.device().forms();
    expect((await device.sync(review())).notices).toMatchObject([{ data: { code: 'not_signed_in' } }]);
    await harness.attach(device, buyer);
    const reply = await device.sync(review({ rating: 1 }));
    expect(reply.notices.map(({ data }) => data['code'])).toEqual(['not_signed_in', 'not_signed_in']);
    expect((await queueOf(harness, sold)).map(({ rating }) => rating)).not.toContain(1);
  });
});

describe('the page without script', () => {
  const form = (over: Record<string, unknown> = {}) => ({
    uuid: randomUUID(),
    email: 'sam@example.com',
    message: 'By hand',
    ...over,
  });

  it('sends the same once, also twice at a time', async () => {
    const given = form({ message: 'Twice at a time\r\nwith a line' });
    const answers = await Promise.all([sendContact(harness, given), sendContact(harness, given)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await saying(harness, 'Twice at a time\nwith a line')).toHaveLength(1);
  });

  it.each([
    ['uuid', { uuid: 'one' }],
    ['email', { email: undefined }],
    ['email', { email: 'nobody' }],
    ['message', { message: '' }],
    ['message', { message: 'x'.repeat(5_001) }],
    ['subject', { subject: 'x'.repeat(151) }],
    ['name', { name: 7 }],
    ['language', { language: '?' }],
    ['to', { to: 'b@example.com' }],
  ])('is told what is wrong with %s', async (field, over) => {
    const before = (await messagesOf(harness)).length;
    const answer = await sendContact(harness, form(over));
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid_field', field, message: expect.any(String) } });
    expect((await messagesOf(harness)).length).toBe(before);
  });

  it.each([
    ['{"email":', 400, 'malformed_json'],
    [JSON.stringify({ message: 'x'.repeat(70_000) }), 413, 'too_large'],
    ['[]', 422, 'invalid_field'],
  ])('refuses %.12s', async (body, status, code) => {
    expect(await sendContact(harness, body)).toMatchObject({ status, body: { code } });
  });
});

describe('the merchant', () => {
  it('deletes a message, and the same form does not bring it back', async () => {
    const given = { uuid: randomUUID(), email: 'sam@example.com', message: 'To be deleted' };
    await sendContact(harness, given);
    const [message] = await saying(harness, 'To be deleted');
    await expect(harness.admin.post(`/messages/${message!.id}/send`)).rejects.toThrow('no_channel');
    await harness.admin.delete(`/messages/${message!.id}`);
    expect(await sendContact(harness, given)).toMatchObject({ status: 200 });
    expect(await saying(harness, 'To be deleted')).toEqual([]);
    const left = await harness.sql.query('select * from message where key = $1', [given.uuid]);
    expect(left.rows).toMatchObject([{ state: 'deleted', text: '', reply_address: '' }]);
    await expect(harness.admin.delete(`/messages/${message!.id}`)).rejects.toThrow('unknown_message');
    await expect(harness.admin.get('/messages?state=odd')).rejects.toThrow('invalid_field');
  });
});
