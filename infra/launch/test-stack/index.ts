import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildChanged, type PackageName } from '../build.ts';
import { addressesOf, type EnvironmentFacts } from '../environment.ts';
import { openChildRegistry } from '../orphans.ts';
import { stateDir, statePathsIn } from '../paths.ts';
import { anyFreePort } from '../ports.ts';
import { createProgress, type Progress } from '../progress.ts';
import { ADMIN_EMAIL } from '../provision.ts';
import { READY_PATH, startBackend, startStorefront } from '../services.ts';
import { parseSettings } from '../settings.ts';
import { openNeutralEnvironment } from './environment.ts';
import { cloneTemplate, dropClone, ensureTemplate, TEST_ADMIN_PASSWORD, type Template } from './template.ts';
import { leaseTestCluster } from './test-cluster.ts';
import { startRedis, type TestRedis } from './redis.ts';
import { startTestServer, type TestServer } from './test-server.ts';
import { inTurn } from './turn.ts';

export { openEmptyDatabase } from './empty-database.ts';
export { hasRedis, type TestRedis } from './redis.ts';
export type { TestServer } from './test-server.ts';

const SECRETS = {
  postgresPassword: '',
  adminPassword: TEST_ADMIN_PASSWORD,
  jwtSecret: 'signs tokens of tests, and of nothing else',
  cookieSecret: 'signs cookies of tests, and of nothing else',
  sessionSecret: 'seals sessions of tests, and of nothing else',
};

/** A database of one's own with the demo shop in it, and its uploads. */
export type TestDatabase = {
  name: string;
  url: string;
  dataDir: string;
  publishableKey: string;
  drop(): Promise<void>;
};

export type TestStack = {
  admin: { email: string; password: string };
  createDatabase(): Promise<TestDatabase>;
  /** Resolves when `/ready` answers 200, unless `waitReady` is false. */
  startBackend(options: ServerOptions & { database: TestDatabase }): Promise<TestServer>;
  /** `origin` is what the browser will use when a proxy stands in front. */
  startStorefront(
    options: ServerOptions & { database: TestDatabase; backendUrl: string; origin?: string },
  ): Promise<TestServer>;
  /** What several backends share their locks through; ask `hasRedis` first. */
  startRedis(): Promise<TestRedis>;
  /** Stops every server that still runs and gives back the database server. */
  close(): Promise<void>;
};

type ServerOptions = { port?: number; env?: NodeJS.ProcessEnv; waitReady?: boolean };

/**
 * Real servers for tests: builds what changed, migrates and seeds a template once per state of the backend's sources,
 * hands out copies of it. Any number of test processes may open one at the same time.
 */
export async function openTestStack({
  progress = createProgress({ out: process.stderr, now: Date.now }),
}: { progress?: Progress } = {}): Promise<TestStack> {
  const folder = join(stateDir, 'test');
  const logs = join(folder, 'logs');
  const neutral = openNeutralEnvironment(folder);
  const registry = openChildRegistry(join(folder, `children-${process.pid}.json`));
  const cluster = await leaseTestCluster(folder, registry);
  const servers: TestServer[] = [];
  const databases: TestDatabase[] = [];
  const redises: TestRedis[] = [];
  const signal = new AbortController().signal;
  const compileCacheDir = join(folder, 'compile-cache');

  const template = await inTurn(join(folder, 'template.lock'), prepareTemplate).catch(async (error: unknown) => {
    await cluster.release();
    await registry.close();
    throw error;
  });

  function build(names: PackageName[]): Promise<void> {
    const paths = { ...statePathsIn(stateDir), logs };
    return buildChanged(names, { paths, progress, registry, signal, environment: neutral, withAdmin: false });
  }

  async function prepareTemplate(): Promise<Template> {
    await build(['sync', 'backend']);
    return ensureTemplate({
      folder,
      pictures: join(folder, 'pictures'),
      urlOf: cluster.urlOf,
      factsOf: (databaseUrl, dataDir) => factsFor({ databaseUrl, dataDir, backendPort: 9000, shopPort: 8000 }),
      registry,
      progress,
      signal,
    });
  }

  function factsFor(options: {
    databaseUrl: string;
    dataDir: string;
    backendPort: number;
    shopPort: number;
    env?: NodeJS.ProcessEnv;
  }): EnvironmentFacts {
    const { databaseUrl, dataDir, backendPort, shopPort, env } = options;
    const settings = parseSettings({ ...neutral, ...env }, { withAdmin: false });
    const addresses = addressesOf(settings, { backendPort, shopPort });
    return { settings, databaseUrl, dataDir, compileCacheDir, addresses, secrets: SECRETS };
  }

  async function startServer(
    readyPath: string,
    { port, env, waitReady }: ServerOptions,
    start: (port: number, env: NodeJS.ProcessEnv) => ReturnType<typeof startBackend>,
  ): Promise<TestServer> {
    const chosen = port ?? (await anyFreePort());
    const server = await startTestServer({
      port: chosen,
      readyPath,
      start: async (more) => {
        const child = await start(chosen, { ...env, ...more });
        registry.add(child);
        return child;
      },
    });
    servers.push(server);
    if (waitReady !== false) await server.waitReady();
    return server;
  }

  return {
    admin: { email: ADMIN_EMAIL, password: TEST_ADMIN_PASSWORD },
    async createDatabase() {
      const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
      const clone = await inTurn(join(folder, 'template.lock'), () =>
        cloneTemplate(template, { urlOf: cluster.urlOf, folder, name }),
      );
      const publishableKey = readFileSync(join(clone.dataDir, 'publishable-key'), 'utf8').trim();
      const drop = () => dropClone({ urlOf: cluster.urlOf, name, dataDir: clone.dataDir });
      const database = { name, ...clone, publishableKey, drop };
      databases.push(database);
      return database;
    },
    startBackend: ({ database, ...options }) =>
      startServer(READY_PATH.backend, options, (backendPort, env) =>
        startBackend(
          factsFor({ databaseUrl: database.url, dataDir: database.dataDir, backendPort, shopPort: 8000, env }),
          { logsDir: logs, name: `backend-${backendPort}` },
        ),
      ),
    async startStorefront({ database, backendUrl, origin, ...options }) {
      await inTurn(join(folder, 'template.lock'), () => build(['storefront']));
      return startServer(READY_PATH.storefront, options, async (shopPort, env) => {
        const facts = factsFor({
          databaseUrl: database.url,
          dataDir: database.dataDir,
          backendPort: 9000,
          shopPort,
          env: { ...env, ...(origin !== undefined && { ORIGIN: origin }) },
        });
        const addresses = { ...facts.addresses, backendUrl };
        return startStorefront({ ...facts, addresses }, { logsDir: logs, name: `storefront-${shopPort}` });
      });
    },
    async startRedis() {
      const redis = await startRedis({ folder: logs, registry, env: neutral });
      redises.push(redis);
      return redis;
    },
    async close() {
      await Promise.all(servers.splice(0).map((server) => server.kill()));
      await Promise.all(redises.splice(0).map((redis) => redis.stop()));
      for (const database of databases.splice(0)) await database.drop();
      await cluster.release();
      await registry.close();
    },
  };
}
