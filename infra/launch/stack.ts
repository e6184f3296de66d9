import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildChanged, type PackageName } from './build.ts';
import { describeExit, type Child } from './child.ts';
import { addressesOf, backendEnvironment, type Addresses, type EnvironmentFacts } from './environment.ts';
import { waitUntilHealthy } from './health.ts';
import { openChildRegistry, readOrphans, stopOrphans, type ChildRegistry } from './orphans.ts';
import type { StatePaths } from './paths.ts';
import { findFreePort } from './ports.ts';
import { ensureDatabase, startCluster, type Cluster } from './postgres/cluster.ts';
import { formatElapsed, type Progress } from './progress.ts';
import { provision } from './provision.ts';
import { loadSecrets, type Secrets } from './secrets.ts';
import { READY_PATH, READY_TIMEOUT_MS, startBackend, startStorefront } from './services.ts';
import type { Settings } from './settings.ts';
import { supervise, type Supervised } from './supervise.ts';

const DATABASE = 'satchel';

export type StackOptions = {
  settings: Settings;
  paths: StatePaths;
  progress: Progress;
  now: () => number;
  /** Aborted to stop a start that is still under way. */
  signal: AbortSignal;
};

export type Base = {
  databaseUrl: string;
  secrets: Secrets | null;
  registry: ChildRegistry;
  supervised: Supervised[];
  stop(): Promise<void>;
};

export type Stack = {
  addresses: Addresses;
  databaseUrl: string;
  secrets: Secrets | null;
  failed: Promise<never>;
  stop(): Promise<void>;
};

/** The database and the net that catches children; what `start`, `dev` and the scripts share. */
export async function startBase(options: StackOptions): Promise<Base> {
  const { settings, paths, progress } = options;
  for (const folder of [paths.data, paths.logs]) mkdirSync(folder, { recursive: true });
  const orphans = await stopOrphans(readOrphans(paths.children));
  for (const { name } of orphans) progress.line(`  ${name} of an earlier run was still there and has been stopped.`);

  const registry = openChildRegistry(paths.children);
  const supervised: Supervised[] = [];
  const stop = async () => {
    for (const one of supervised.splice(0).reverse()) await one.stop();
    await registry.close();
  };
  try {
    const secrets = settings.mode === 'embedded' ? loadSecrets(paths.secrets) : null;
    const databaseUrl = settings.databaseUrl ?? (await startOwnDatabase(options, { registry, supervised, secrets }));
    return { databaseUrl, secrets, registry, supervised, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Everything, up to two healthy servers. A failure on the way stops what was started. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { paths, progress, signal } = options;
  const base = await startBase(options);
  const { databaseUrl, secrets } = base;
  try {
    const { withAdmin } = options.settings;
    const facts = await prepareShop(options, base, { packages: ['sync', 'backend', 'storefront'], withAdmin });
    await progress.step('Starting the backend and the storefront', async () => {
      const { backendUrl, shopPort } = facts.addresses;
      const storefrontUrl = `http://127.0.0.1:${shopPort}`;
      const backend = await keep(options, base, () => startBackend(facts, { logsDir: paths.logs }));
      await waitUntilHealthy(backend.current(), backendUrl + READY_PATH.backend, {
        timeoutMs: READY_TIMEOUT_MS,
        signal,
      });
      const storefront = await keep(options, base, () => startStorefront(facts, { logsDir: paths.logs }));
      await waitUntilHealthy(storefront.current(), storefrontUrl + READY_PATH.storefront, {
        timeoutMs: READY_TIMEOUT_MS,
        signal,
      });
    });
    return {
      addresses: facts.addresses,
      databaseUrl,
      secrets,
      failed: Promise.race(base.supervised.map(({ failed }) => failed)),
      stop: base.stop,
    };
  } catch (error) {
    await base.stop();
    throw error;
  }
}

/** Builds what changed, chooses the ports and brings the database to where the code wants it. */
export async function prepareShop(
  { settings, paths, progress, signal }: StackOptions,
  { databaseUrl, secrets, registry }: Base,
  { packages, withAdmin }: { packages: PackageName[]; withAdmin: boolean },
): Promise<EnvironmentFacts> {
  const { environment } = settings;
  await buildChanged(packages, { paths, progress, registry, signal, environment, withAdmin });
  const facts: EnvironmentFacts = {
    settings,
    databaseUrl,
    secrets,
    dataDir: paths.data,
    compileCacheDir: paths.compileCache,
    addresses: addressesOf(settings, {
      backendPort: await choosePort('The backend', settings.backendPort, progress),
      shopPort: await choosePort('The shop', settings.shopPort, progress),
    }),
  };
  await provision({
    databaseUrl,
    backendEnv: backendEnvironment(facts),
    logsDir: paths.logs,
    progress,
    registry,
    signal,
    adminPassword: secrets && settings.withAdmin ? secrets.adminPassword : null,
    withDemoShop: settings.mode === 'embedded',
    uploads: join(settings.environment['SATCHEL_DATA_DIR'] ?? paths.data, 'uploads'),
    pictures: paths.pictures,
  });
  return facts;
}

/** Runs a process for as long as the stack does, and reports what happens to it. */
export async function keep(
  { progress, now }: Pick<StackOptions, 'progress' | 'now'>,
  { registry, supervised }: Pick<Base, 'registry' | 'supervised'>,
  start: () => Promise<Child>,
): Promise<Supervised> {
  const one = await supervise({
    now,
    start: async () => {
      const child = await start();
      registry.add(child);
      return child;
    },
    onCrash: ({ name, exit, delayMs }) =>
      progress.line(`! ${name} ended (${describeExit(exit)}); starting it again in ${formatElapsed(delayMs)}.`),
    onRestart: ({ spec }) => progress.line(`  ${spec.name} runs again.`),
  });
  supervised.push(one);
  return one;
}

async function choosePort(what: string, preferred: number, progress: Progress): Promise<number> {
  const port = await findFreePort(preferred);
  if (port !== preferred) progress.line(`  Port ${preferred} is taken. ${what} uses ${port}.`);
  return port;
}

async function startOwnDatabase(
  options: StackOptions,
  base: Pick<Base, 'registry' | 'supervised'> & { secrets: Secrets | null },
): Promise<string> {
  const { settings, paths, progress } = options;
  const { secrets } = base;
  if (secrets === null) throw new Error('Production brings its own database.');
  return progress.step('Starting PostgreSQL', async () => {
    const port = await choosePort('PostgreSQL', settings.postgresPort, progress);
    let cluster: Cluster | undefined;
    await keep(options, base, async () => {
      cluster = await startCluster({
        folder: paths.postgres,
        port,
        password: secrets.postgresPassword,
        logFile: join(paths.logs, 'postgres.log'),
      });
      return cluster.child;
    });
    if (cluster === undefined) throw new Error('PostgreSQL started without being started.');
    await ensureDatabase(cluster, DATABASE);
    return cluster.urlOf(DATABASE);
  });
}
