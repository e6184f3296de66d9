import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { LaunchError } from './errors.ts';

const LOOPBACKS = ['127.0.0.1', '::1'];
const TRIES = 50;

/** The first free port at or after `preferred`; a taken one is skipped, never fatal. */
export async function findFreePort(preferred: number): Promise<number> {
  for (let port = preferred; port < preferred + TRIES; port += 1) {
    if (await isFree(port)) return port;
  }
  throw new LaunchError('no_port', `No free port between ${preferred} and ${preferred + TRIES - 1}.`);
}

/** A port of the system's choice, for tests. */
export async function anyFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * Asked both ways: some systems let two programs bind one port on different addresses, and then the browser's
 * `localhost` reaches the other one.
 */
export async function isFree(port: number): Promise<boolean> {
  for (const host of LOOPBACKS) {
    if (await answers(port, host)) return false;
  }
  return canListen(port);
}

function answers(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host });
    const settle = (answered: boolean) => {
      socket.destroy();
      resolve(answered);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
