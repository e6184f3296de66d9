import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { add, contact, post, quantities, type Device } from '../sync/device.ts';
import { openHarness, type Harness } from '../sync/harness.ts';
import { messagesOf, sendContact } from './shop.ts';

let harness: Harness;
let url: string;
beforeAll(async () => {
  harness = await openHarness();
  url = (await harness.startServer({ FORMS_PER_MINUTE: '3' })).url;
});
afterAll(() => harness?.close());

const send = (device: Device, body: unknown, address = '203.0.113.1') =>
  post({ url, publishableKey: harness.shop.publishableKey, address }, JSON.stringify(body));
const texts = async () => (await messagesOf(harness)).map(({ text }) => text).sort();

it('what one device has queued for long comes bit by bit, and what was taken is still answered', async () => {
  const device = harness.device().forms();
  const request = device.request(['1', '2', '3', '4', '5'].map((text) => contact(text)));
  expect(await send(device, request)).toMatchObject({ status: 200, reply: { lastMid: 3 } });
  expect(await texts()).toEqual(['1', '2', '3']);

  const rest = { ...request, requestId: randomUUID(), mutations: request.mutations.slice(3) };
  const refused = await send(device, rest);
  expect(refused).toMatchObject({ status: 429, error: { error: { code: 'busy' } } });
  if ('reply' in refused) throw new Error('it was taken');
  expect(refused.error.error.message).toContain('nothing is lost');
  expect(Number(refused.retryAfter)).toBeGreaterThan(0);
  expect(Number(refused.retryAfter)).toBeLessThanOrEqual(60);
  expect(await texts()).toEqual(['1', '2', '3']);

  const first = { ...request, requestId: randomUUID(), mutations: request.mutations.slice(0, 3) };
  expect(await send(device, first)).toMatchObject({ status: 200, reply: { lastMid: 3 } });
  const shopping = harness.device();
  const bought = await send(shopping, {
    ...shopping.request([add(harness.shop.variants.plenty)]),
    secret: device.secret,
  });
  if (!('reply' in bought)) throw new Error('the cart was held up');
  expect(quantities(bought.reply)).toEqual({ [harness.shop.variants.plenty]: 1 });
});

it('an address is stopped in the end, with and without script, and others go on', async () => {
  const address = '203.0.113.9';
  const form = (message: string) => ({ uuid: randomUUID(), email: 'sam@example.com', message });
  const forms = Array.from({ length: 13 }, (_, index) => form(`Flood ${index}`));
  const answers = [];
  for (const each of forms) answers.push(await sendContact(harness, each, { url, address }));
  expect(answers.map(({ status }) => status)).toEqual([...Array<number>(12).fill(200), 429]);
  expect(answers.at(-1)).toMatchObject({
    body: { code: 'too_many', message: expect.stringContaining('Nothing is lost') },
    retryAfter: expect.stringMatching(/^\d+$/),
  });
  expect(await sendContact(harness, forms[0], { url, address })).toMatchObject({ status: 200 });
  const device = harness.device().forms();
  expect(await send(device, device.request([contact('Also from there')]), address)).toMatchObject({ status: 429 });
  expect(await sendContact(harness, form('Elsewhere'), { url, address: '203.0.113.10' })).toMatchObject({
    status: 200,
  });
  const figures = await (await fetch(`${url}/metrics`)).text();
  expect(figures).toMatch(/^satchel_rate_limited_total\{endpoint="forms"\} 3$/m);
});
