import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { sourceHash } from '../build.ts';
import { backendEnvironment, type EnvironmentFacts } from '../environment.ts';
import { linkTree } from '../link-tree.ts';
import type { ChildRegistry } from '../orphans.ts';
import type { Progress } from '../progress.ts';
import { provision } from '../provision.ts';
import { startOnce } from './first-start.ts';

/** A database as the migrations and the seed leave it, and the files that go with it. */
export type Template = { database: string; dataDir: string };

export type TemplateOptions = {
  folder: string;
  /** Pictures that a test run on this machine has already drawn. */
  pictures: string;
  urlOf: (database: string) => string;
  /** The environment of a backend on the given database and files. */
  factsOf: (databaseUrl: string, dataDir: string) => EnvironmentFacts;
  registry: ChildRegistry;
  progress: Progress;
  signal: AbortSignal;
};

const PREFIX = 'template_';

/** Made once per state of the backend's sources; templates of other states are dropped. */
export async function ensureTemplate(options: TemplateOptions): Promise<Template> {
  const database = PREFIX + sourceHash('backend').slice(0, 16);
  const dataDir = join(options.folder, 'templates', database);
  const client = new Client({ connectionString: options.urlOf('postgres') });
  await client.connect();
  try {
    if (existsSync(dataDir) && (await exists(client, database))) return { database, dataDir };
    await dropOthers(client, options.folder);
    await make(client, { ...options, database, dataDir });
    return { database, dataDir };
  } finally {
    await client.end();
  }
}

async function make(client: Client, options: TemplateOptions & Template): Promise<void> {
  const { database, dataDir, urlOf, factsOf } = options;
  const draft = `${database}_draft`;
  const draftDir = `${dataDir}.draft`;
  await client.query(`drop database if exists ${client.escapeIdentifier(draft)} with (force)`);
  await client.query(`create database ${client.escapeIdentifier(draft)}`);
  rmSync(draftDir, { recursive: true, force: true });
  mkdirSync(draftDir, { recursive: true });

  await provision({
    ...options,
    databaseUrl: urlOf(draft),
    backendEnv: { ...backendEnvironment(factsOf(urlOf(draft), draftDir)), SEED_PICTURE_SCALE: '0.25' },
    logsDir: join(options.folder, 'logs'),
    adminPassword: TEST_ADMIN_PASSWORD,
    withDemoShop: true,
    uploads: join(draftDir, 'uploads'),
  });
  await options.progress.step('Starting the shop for the first time', () =>
    startOnce(factsOf(urlOf(draft), draftDir), { ...options, logsDir: join(options.folder, 'logs') }),
  );
  // Complete, and only now under the name that is looked for.
  await client.query(`drop database if exists ${client.escapeIdentifier(database)} with (force)`);
  await client.query(`alter database ${client.escapeIdentifier(draft)} rename to ${client.escapeIdentifier(database)}`);
  rmSync(dataDir, { recursive: true, force: true });
  renameSync(draftDir, dataDir);
}

/** Signs in to the admin of every test database; no other database ever gets it. */
export const TEST_ADMIN_PASSWORD = 'a password of tests alone';

export async function cloneTemplate(
  template: Template,
  { urlOf, folder, name }: { urlOf: (database: string) => string; folder: string; name: string },
): Promise<{ url: string; dataDir: string }> {
  const client = new Client({ connectionString: urlOf('postgres') });
  await client.connect();
  try {
    const quoted = client.escapeIdentifier(name);
    await client.query(`drop database if exists ${quoted} with (force)`);
    await client.query(
      `create database ${quoted} template ${client.escapeIdentifier(template.database)} strategy file_copy`,
    );
  } finally {
    await client.end();
  }
  const dataDir = join(folder, 'data', name);
  rmSync(dataDir, { recursive: true, force: true });
  const uploads = join(template.dataDir, 'uploads');
  cpSync(template.dataDir, dataDir, { recursive: true, filter: (path) => path !== uploads });
  linkTree(uploads, join(dataDir, 'uploads'));
  return { url: urlOf(name), dataDir };
}

export async function dropClone({
  urlOf,
  name,
  dataDir,
}: {
  urlOf: (database: string) => string;
  name: string;
  dataDir: string;
}): Promise<void> {
  const client = new Client({ connectionString: urlOf('postgres') });
  await client.connect();
  try {
    await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`);
  } finally {
    await client.end();
  }
  rmSync(dataDir, { recursive: true, force: true });
}

async function exists(client: Client, database: string): Promise<boolean> {
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database]);
  return rowCount === 1;
}

async function dropOthers(client: Client, folder: string): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    `select datname from pg_database where datname like '${PREFIX}%' and datname not in ('template0', 'template1')`,
  );
  for (const { datname } of rows) {
    await client.query(`drop database if exists ${client.escapeIdentifier(datname)} with (force)`);
  }
  const templates = join(folder, 'templates');
  for (const name of existsSync(templates) ? readdirSync(templates) : []) {
    rmSync(join(templates, name), { recursive: true, force: true });
  }
}
