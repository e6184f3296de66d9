import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { startChild } from '../child.ts';
import type { ChildRegistry } from '../orphans.ts';
import { anyFreePort } from '../ports.ts';

const POLL_MS = 50;
/** What a shell says as well when there is no such program. */
const NOT_FOUND = 127;

export type TestRedis = { url: string; stop(): Promise<void> };

/** A Redis that keeps nothing. Null where this machine has none. */
export async function startRedis(options: {
  folder: string;
  registry: ChildRegistry;
  env: NodeJS.ProcessEnv;
}): Promise<TestRedis | null> {
  const { folder, registry, env } = options;
  const port = await anyFreePort();
  const child = await startChild({
    name: 'Redis',
    command: 'redis-server',
    args: ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    cwd: folder,
    env,
    logFile: `${folder}/redis-${port}.log`,
  });
  registry.add(child);
  while (!(await answers(port))) {
    if (child.hasExited()) {
      if ((await child.exited).code === NOT_FOUND) return null;
      throw new Error(`Redis ended at once:\n${child.tail()}`);
    }
    await delay(POLL_MS);
  }
  return { url: `redis://127.0.0.1:${port}`, stop: async () => void (await child.stop()) };
}

async function answers(port: number): Promise<boolean> {
  const socket = connect({ port, host: '127.0.0.1' });
  try {
    socket.write('PING\r\n');
    const [answer] = await once(socket, 'data');
    return String(answer).startsWith('+PONG');
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
