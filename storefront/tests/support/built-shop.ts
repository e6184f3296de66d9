import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { versionOfSources } from '../../build-config/version.js';

const HOME = fileURLToPath(new URL('../..', import.meta.url));
const VITE = fileURLToPath(new URL('../../node_modules/vite/bin/vite.js', import.meta.url));

export type Build = 'build' | 'build/kill-switch';

/** Builds unless the build there is was made of these very sources. */
export async function ensureBuilt(build: Build): Promise<string> {
  const folder = `${HOME}${build}`;
  const built = await readFile(`${folder}/client/_app/version.json`, 'utf8').catch(() => '{}');
  if ((JSON.parse(built) as { version?: string }).version === versionOfSources(HOME)) return folder;
  await promisify(execFile)(process.execPath, [VITE, 'build'], {
    cwd: HOME,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      VITEST: '',
      SATCHEL_KILL_SWITCH: build === 'build/kill-switch' ? '1' : '',
    },
    maxBuffer: 64 * 1024 * 1024,
  });
  return folder;
}

/** The same shop as another build: its worker has other bytes and another name. */
export async function makeNextBuild(name: string): Promise<string> {
  const folder = await ensureBuilt('build');
  const next = `${folder}/${name}`;
  await rm(next, { recursive: true, force: true });
  for (const entry of await readdir(folder)) {
    if (!OTHER_BUILDS.has(entry)) await cp(`${folder}/${entry}`, `${next}/${entry}`, { recursive: true });
  }
  const worker = `${next}/client/service-worker.js`;
  await writeFile(worker, (await readFile(worker, 'utf8')).replaceAll(versionOfSources(HOME), name));
  for (const packed of ['br', 'gz']) await rm(`${worker}.${packed}`);
  return next;
}

const OTHER_BUILDS = new Set(['kill-switch', 'next']);

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export type ShopOptions = {
  build?: Build;
  folder?: string;
  port: number;
  backendUrl: string;
  dataDirectory: string;
  /** More than a shop needs, such as monitors. */
  env?: Record<string, string>;
};

/** `node build`, as in production. Killed at once, without a good-bye: that is what the tests are about. */
export async function startShop({ build = 'build', folder, port, backendUrl, dataDirectory, env = {} }: ShopOptions) {
  const child = spawn(process.execPath, [folder ?? (await ensureBuilt(build))], {
    cwd: HOME,
    env: {
      PORT: String(port),
      HOST: '127.0.0.1',
      ORIGIN: `http://localhost:${port}`,
      BACKEND_URL: backendUrl,
      MEDUSA_PUBLISHABLE_KEY: 'pk_test',
      SATCHEL_DATA_DIR: dataDirectory,
      SESSION_SECRET: 'seals sessions of tests, and of nothing else',
      ...env,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const url = `http://localhost:${port}`;
  await untilReady(child, `${url}/healthz`, () => said);
  return { url, kill: () => kill(child) };
}

async function untilReady(child: ChildProcess, address: string, said: () => string): Promise<void> {
  const deadline = performance.now() + 20_000;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The shop ended with ${child.exitCode}: ${said()}`);
    if (performance.now() > deadline) throw new Error(`The shop is not ready: ${said()}`);
    const isReady = await fetch(address).then(
      (response) => response.ok,
      () => false,
    );
    if (isReady) return;
    await new Promise((again) => setTimeout(again, 50));
  }
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}
