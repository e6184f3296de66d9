import { expect, test } from 'vitest';
import { measurementSchema, type Measurement } from '$lib/observe/observation';
import { takeObservation } from './take-observation';

const ORIGIN = 'https://shop.example';
const VISIT = { kind: 'visit', path: '/p/mug', screen: '360x780' };

async function report(body: unknown, headers: Record<string, string> = {}) {
  const passed: Measurement[] = [];
  const request = new Request(`${ORIGIN}/api/measure`, {
    method: 'POST',
    headers: { origin: ORIGIN, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const answer = await takeObservation(
    { request, address: '192.0.2.1' },
    { schema: measurementSchema, origin: ORIGIN, nowMs: 0 },
    async (measurement) => void passed.push(measurement),
  );
  return { status: answer.status, text: await answer.text(), passed };
}

test('is passed on', async () => expect(await report(VISIT)).toEqual({ status: 204, text: '', passed: [VISIT] }));

test.each(['sec-gpc', 'dnt'])('ends here where the browser says %s', async (header) =>
  expect(await report(VISIT, { [header]: '1' })).toEqual({ status: 204, text: '', passed: [] }),
);

test.each([
  ['path', { ...VISIT, path: '/account?email=anna@example.com' }],
  ['path', { ...VISIT, path: 'https://elsewhere.example' }],
  ['screen', { ...VISIT, screen: 'large' }],
  ['values.LCP', { kind: 'vitals', path: '/', values: { LCP: 'fast' } }],
  ['body', 'no json'],
])('names %s where it is no use', async (field, body) => {
  const { status, text, passed } = await report(body);
  expect([status, passed]).toEqual([400, []]);
  expect((JSON.parse(text) as { error: { message: string } }).error.message).toMatch(new RegExp(`^${field}:`));
});

test('is nobody else’s business, and has a size', async () => {
  expect((await report(VISIT, { origin: 'https://elsewhere.example' })).status).toBe(403);
  expect((await report('x'.repeat(40_000))).status).toBe(413);
});
