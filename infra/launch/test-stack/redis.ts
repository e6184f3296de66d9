import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startChild } from '../child.ts';
import type { ChildRegistry } from '../orphans.ts';
import { anyFreePort } from '../ports.ts';

const POLL_MS = 50;
const PROGRAM = 'redis-server';

export type TestRedis = { url: string; stop(): Promise<void> };

/** Whether this machine has a Redis to start. */
export function hasRedis(): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, PROGRAM)));
}

/** A Redis that keeps nothing. */
export async function startRedis(options: {
  folder: string;
  registry: ChildRegistry;
  env: NodeJS.ProcessEnv;
}): Promise<TestRedis> {
  const { folder, registry, env } = options;
  const port = await anyFreePort();
  const child = await startChild({
    name: 'Redis',
    command: PROGRAM,
    args: ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    cwd: folder,
    env,
    logFile: `${folder}/redis-${port}.log`,
  });
  registry.add(child);
  while (!(await answers(port))) {
    if (child.hasExited()) {
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
