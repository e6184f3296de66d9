import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

const WEBSITE = '94db1cb1-74f4-4a40-ad6c-962362670409';
const KEY = '0123456789abcdef0123456789abcdef';

const umamiSchema = z.strictObject({
  type: z.literal('event'),
  payload: z.strictObject({
    website: z.literal(WEBSITE),
    hostname: z.string(),
    url: z.string(),
    language: z.string(),
    screen: z.string().optional(),
    name: z.string().max(50).optional(),
    data: z.record(z.string(), z.number()).optional(),
  }),
});

const frameSchema = z.object({ filename: z.string().optional(), lineno: z.int().optional() });
const exceptionSchema = z.object({
  type: z.string(),
  value: z.string(),
  stacktrace: z.object({ frames: z.array(frameSchema) }),
});
const sentrySchema = z.strictObject({
  event_id: z.string().regex(/^[0-9a-f]{32}$/),
  timestamp: z.number(),
  platform: z.enum(['javascript', 'node']),
  level: z.literal('error'),
  environment: z.string(),
  release: z.string(),
  transaction: z.string().optional(),
  tags: z.record(z.string(), z.string()).optional(),
  exception: z.object({ values: z.array(exceptionSchema).min(1) }),
});

type Taken =
  { to: 'umami'; event: z.infer<typeof umamiSchema> } | { to: 'sentry'; event: z.infer<typeof sentrySchema> };

/** Fakes of Umami and Sentry: one server that takes what they take, and refuses everything else. */
export async function startFakeCollectors() {
  const taken: Taken[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const event = read(request.url ?? '', request.headers, Buffer.concat(chunks).toString());
      if (event) taken.push(event);
      response.writeHead(event ? 200 : 400).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    taken,
    /** What a storefront needs to send here. */
    env: {
      UMAMI_URL: `http://${host}`,
      UMAMI_WEBSITE_ID: WEBSITE,
      SENTRY_DSN: `http://${KEY}@${host}/7`,
    },
    /** Addresses of pages that were counted. */
    visits: () => taken.flatMap(({ to, event }) => (to === 'umami' && !event.payload.name ? [event.payload.url] : [])),
    errors: () =>
      taken.flatMap(({ to, event }) =>
        to === 'sentry' ? event.exception.values.map(({ type, value }) => `${type}: ${value}`) : [],
      ),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function read(url: string, headers: IncomingHttpHeaders, body: string): Taken | undefined {
  const { pathname, searchParams } = new URL(url, 'http://fake');
  if (pathname === '/api/send' && headers['user-agent']?.includes('Mozilla')) {
    const parsed = umamiSchema.safeParse(JSON.parse(body));
    return parsed.success ? { to: 'umami', event: parsed.data } : undefined;
  }
  if (pathname === '/api/7/envelope/' && searchParams.get('sentry_key') === KEY) {
    const parsed = sentrySchema.safeParse(JSON.parse(body.split('\n')[2] ?? ''));
    return parsed.success ? { to: 'sentry', event: parsed.data } : undefined;
  }
  return undefined;
}
