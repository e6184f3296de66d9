import { expect, test } from 'vitest';
import type * as z from 'zod/mini';
import { takeObservation } from '$lib/server/observe/take-observation';
import { searchReportSchema } from './search-report';

const ORIGIN = 'https://shop.example';
const REPORT = { text: 'moss lantern', catalog: 'eu-de', results: 3 };

async function send(body: unknown, headers: Record<string, string> = {}) {
  const passed: z.infer<typeof searchReportSchema>[] = [];
  const request = new Request(`${ORIGIN}/api/searches`, {
    method: 'POST',
    headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const options = { schema: searchReportSchema, origin: ORIGIN, nowMs: 0, maxBytes: 4 * 1024 };
  const answer = await takeObservation({ request, address: '192.0.2.1' }, options, async (report) => {
    passed.push(report);
  });
  return { status: answer.status, text: await answer.text(), passed };
}

test.each([REPORT, { ...REPORT, opened: 'prod_1' }, { ...REPORT, text: '', results: 0 }])(
  '%j is passed on',
  async (report) => expect(await send(report)).toEqual({ status: 204, text: '', passed: [report] }),
);

test.each([
  ['text', { text: ' moss' }],
  ['text', { text: '\u202Eevil' }],
  ['text', { text: 'x'.repeat(101) }],
  ['catalog', { catalog: 'nowhere' }],
  ['results', { results: -1 }],
  ['opened', { opened: 'a product' }],
  ['body', { device: 'me' }],
])('%s is named where it is no use: %j', async (field, over) => {
  const { status, text, passed } = await send({ ...REPORT, ...over });
  expect([status, passed]).toEqual([400, []]);
  expect((JSON.parse(text) as { error: { message: string } }).error.message).toMatch(new RegExp(`^${field}:`));
});

test('is taken from pages of the shop alone, as long as their shoppers let it', async () => {
  expect((await send(REPORT, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await send({ ...REPORT, text: 'x'.repeat(10_000) })).status).toBe(413);
  expect(await send(REPORT, { 'sec-gpc': '1' })).toEqual({ status: 204, text: '', passed: [] });
});
