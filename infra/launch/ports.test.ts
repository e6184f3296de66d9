import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { anyFreePort, findFreePort, isFree } from './ports.ts';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function occupy(host: string): Promise<number> {
  const server = createServer((socket) => socket.destroy()).listen(0, host);
  servers.push(server);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

test.each(['127.0.0.1', '0.0.0.0', '::1'])('a port in use on %s is skipped', async (host) => {
  const taken = await occupy(host);
  expect(await isFree(taken)).toBe(false);
  expect(await findFreePort(taken)).toBeGreaterThan(taken);
});

test('a free port is taken as asked', async () => {
  const port = await anyFreePort();
  expect(await findFreePort(port)).toBe(port);
});
