import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCollectors, type Collectors } from './collectors';

const KEY = '0123456789abcdef0123456789abcdef';
const WEBSITE = '94db1cb1-74f4-4a40-ad6c-962362670409';

type Taken = { url: string; userAgent: string; body: string };

let fake: Server;
let taken: Taken[];
let problems: unknown[];
let collectors: Collectors;

/** Fakes of both collectors, as strict as the real ones about what they take. */
beforeEach(async () => {
  taken = [];
  problems = [];
  fake = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const url = request.url ?? '';
      const isTaken =
        url === '/api/send' ? isUmamiEvent(request.headers, body) : isSentryEnvelope(url, request.headers, body);
      if (isTaken) taken.push({ url, userAgent: request.headers['user-agent'] ?? '', body });
      response.writeHead(isTaken ? 200 : 400).end();
    });
  }).listen(0, '127.0.0.1');
  await once(fake, 'listening');
  const host = `127.0.0.1:${(fake.address() as AddressInfo).port}`;
  collectors = createCollectors(
    {
      ORIGIN: 'https://shop.example',
      UMAMI_URL: `http://${host}`,
      UMAMI_WEBSITE_ID: WEBSITE,
      SENTRY_DSN: `http://${KEY}@${host}/errors/7`,
    },
    (problem) => problems.push(problem),
    'b1',
  );
});
afterEach(() => fake.close());

function isUmamiEvent(headers: Record<string, unknown>, body: string): boolean {
  const { type, payload } = JSON.parse(body) as { type: string; payload: Record<string, unknown> };
  return (
    type === 'event' &&
    payload['website'] === WEBSITE &&
    typeof payload['url'] === 'string' &&
    headers['content-type'] === 'application/json' &&
    /Mozilla/.test(String(headers['user-agent']))
  );
}

function isSentryEnvelope(url: string, headers: Record<string, unknown>, body: string): boolean {
  const { pathname, searchParams } = new URL(url, 'http://fake');
  const [head = '', item = '', event = ''] = body.split('\n');
  const { event_id: id } = JSON.parse(head) as { event_id: string };
  return (
    pathname === '/errors/api/7/envelope/' &&
    searchParams.get('sentry_key') === KEY &&
    searchParams.get('sentry_version') === '7' &&
    headers['content-type'] === 'application/x-sentry-envelope' &&
    /^[0-9a-f]{32}$/.test(id) &&
    (JSON.parse(item) as { type: string }).type === 'event' &&
    (JSON.parse(event) as { event_id: string }).event_id === id
  );
}

const BROWSER = { userAgent: 'Mozilla/5.0', language: 'de' };
const eventOf = ({ body }: Taken) => JSON.parse(body.split('\n')[2] ?? '') as Record<string, unknown>;

describe('Umami', () => {
  test('counts a visit, and pages of one person as one page', async () => {
    await collectors.passOnMeasurement({ kind: 'visit', path: '/de/account/orders/17', screen: '360x780' }, BROWSER);
    expect(JSON.parse(taken[0]?.body ?? '')).toEqual({
      type: 'event',
      payload: { website: WEBSITE, hostname: 'shop.example', url: '/de/account', language: 'de', screen: '360x780' },
    });
  });

  test('is told how fast a page was', async () => {
    await collectors.passOnMeasurement({ kind: 'vitals', path: '/p/mug', values: { LCP: 812, CLS: 0.01 } }, BROWSER);
    expect(JSON.parse(taken[0]?.body ?? '')).toMatchObject({
      payload: { name: 'web-vitals', data: { LCP: 812, CLS: 0.01 } },
    });
  });
});

describe('Sentry', () => {
  test('hears of an error of a page, without whom it happened to', async () => {
    const frames = [{ filename: 'https://shop.example/_app/immutable/a.js?x=anna@example.com', lineno: 1, colno: 7 }];
    const error = {
      path: '/account/orders/17',
      build: 'b0',
      type: 'TypeError',
      value: 'anna@example.com is nobody',
      frames,
    };
    await collectors.passOnError(error);
    expect(taken).toHaveLength(1);
    expect(eventOf(taken[0]!)).toMatchObject({ platform: 'javascript', release: 'b0', transaction: '/account' });
    expect(taken[0]?.body).not.toContain('anna');
  });

  test('hears of an error of this server with its cause, and the number the shopper was shown', async () => {
    await collectors.reportError(new Error('outer', { cause: new TypeError('no anna@example.com') }), 'id-1');
    const event = eventOf(taken[0]!) as {
      tags: unknown;
      exception: { values: Array<{ type: string; value: string }> };
    };
    expect(event.tags).toEqual({ id: 'id-1' });
    expect(event.exception.values).toMatchObject([
      { type: 'TypeError', value: 'no [e-mail]', stacktrace: { frames: expect.arrayContaining([expect.any(Object)]) } },
      { type: 'Error', value: 'outer' },
    ]);
  });
});

test('one that is out of order is said once, and holds nobody up', async () => {
  fake.close();
  fake.closeAllConnections();
  for (let n = 0; n < 3; n++) await collectors.reportError(new Error('x'), 'id');
  expect(problems).toHaveLength(1);
});

test('what is not configured is not sent', async () => {
  const none = createCollectors(
    { ORIGIN: 'https://shop.example' } as Parameters<typeof createCollectors>[0],
    () => undefined,
    'b1',
  );
  expect(none.observes).toEqual([]);
  await none.reportError(new Error('x'), 'id');
  await none.passOnMeasurement({ kind: 'visit', path: '/', screen: '1x1' }, BROWSER);
  expect(taken).toEqual([]);
});
