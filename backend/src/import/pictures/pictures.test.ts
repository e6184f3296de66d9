import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import sharp from 'sharp';
import { createPictureFetcher } from './fetch-picture';
import { measurePicture } from '../../pictures/measure-picture';
import { isPublicAddress } from './public-address';

const LIMITS = { timeoutMs: 5_000, maxBytes: 5_000, allowPrivateHosts: true };
const signal = new AbortController().signal;
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function serve(listener: RequestListener): Promise<{ url: string; requests: string[] }> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    listener(request, response);
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}`, requests };
}

const picture = () =>
  sharp({ create: { width: 30, height: 40, channels: 3, background: '#336699' } })
    .png()
    .toBuffer();

test('a picture is fetched, through a redirect too, and measured', async () => {
  const bytes = await picture();
  const { url } = await serve((request, response) => {
    if (request.url === '/old') response.writeHead(302, { location: '/new.png' }).end();
    else response.writeHead(200, { 'content-type': 'image/png' }).end(bytes);
  });
  const fetched = await createPictureFetcher(LIMITS)(`${url}/old`, signal);
  if (fetched.kind !== 'picture') throw new Error(fetched.reason);
  expect(await measurePicture(fetched.bytes)).toEqual({
    width: 30,
    height: 40,
    color: '#336699',
    blurhash: expect.stringMatching(/^.{22}$/),
    extension: 'png',
    mimeType: 'image/png',
  });
});

test.each<[string, RequestListener, string]>([
  ['an error', (_, response) => response.writeHead(404).end(), 'the server answered 404'],
  [
    'a page',
    (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
    'the server sent text/html, not a picture',
  ],
  [
    'a drawing with scripts',
    (_, response) => response.writeHead(200, { 'content-type': 'image/svg+xml' }).end('<svg/>'),
    'the server sent image/svg+xml, not a picture',
  ],
  [
    'too much',
    (_, response) => response.writeHead(200, { 'content-type': 'image/png' }).end(Buffer.alloc(6_000)),
    'larger than 0 MB',
  ],
  ['a circle', (_, response) => response.writeHead(302, { location: '/' }).end(), 'more than 3 redirects'],
  [
    'a redirect to a file',
    (_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
    'file: addresses are not fetched',
  ],
  [
    'half an answer',
    (_, response) =>
      void response
        .writeHead(200, { 'content-type': 'image/png', 'content-length': '100' })
        .write('x', () => response.destroy()),
    'the connection broke (ECONNRESET)',
  ],
])('%s is told and not kept', async (_name, listener, reason) => {
  const { url } = await serve(listener);
  expect(await createPictureFetcher(LIMITS)(url, signal)).toEqual({ kind: 'failed', reason });
});

test('a private network stays closed, whatever the address looks like', async () => {
  const { url, requests } = await serve((_, response) => response.end());
  const port = new URL(url).port;
  const fetchPicture = createPictureFetcher({ ...LIMITS, allowPrivateHosts: false });
  for (const host of [
    '127.0.0.1',
    'localhost',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '0x7f.1',
    '2130706433',
    '10.1.2.3',
    '169.254.169.254',
  ]) {
    const fetched = await fetchPicture(`http://${host}:${port}/`, signal);
    expect(fetched.kind === 'failed' && fetched.reason, host).toMatch('private network');
  }
  expect(requests).toEqual([]);
});

test('a host that does not answer is asked once', async () => {
  const { url, requests } = await serve(() => undefined);
  const fetchPicture = createPictureFetcher({ ...LIMITS, timeoutMs: 50 });
  const expected = { kind: 'failed', reason: '127.0.0.1 did not answer in time' };
  expect(await fetchPicture(`${url}/1`, signal)).toEqual(expected);
  expect(await fetchPicture(`${url}/2`, signal)).toEqual(expected);
  expect(requests).toEqual(['/1']);
});

test('what is not a picture has no measures', async () => {
  expect(
    await measurePicture(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')),
  ).toBeNull();
  expect(await measurePicture(Buffer.from('hello'))).toBeNull();
});

test('public and other addresses', () => {
  expect(['8.8.8.8', '2606:4700::1111'].map(isPublicAddress)).toEqual([true, true]);
  const others = [
    '10.0.0.1',
    '172.31.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '0.0.0.0',
    '::',
    '::1',
    'fe80::1',
    'fc00::1',
    '::ffff:8.8.8.8',
    '2002:7f00:1::',
    'x',
  ];
  expect(others.filter(isPublicAddress)).toEqual([]);
});
