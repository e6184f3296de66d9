import { join } from 'node:path';
import { Client } from 'pg';
import { sourceHash } from './build.ts';
import { keepingPictures } from './drawn-pictures.ts';
import { medusa } from './package-commands.ts';
import type { Progress } from './progress.ts';
import { runTask, type TaskContext } from './task.ts';

export const ADMIN_EMAIL = 'admin@satchel.example';

export type ProvisionOptions = Omit<TaskContext, 'detail' | 'errorCode'> & {
  databaseUrl: string;
  backendEnv: NodeJS.ProcessEnv;
  logsDir: string;
  progress: Progress;
  /** Null: no user is made (production, tests). */
  adminPassword: string | null;
  withDemoShop: boolean;
  /** Where the shop's pictures lie, and where drawn ones outlive it. */
  uploads: string;
  pictures: string;
};

/**
 * Brings a database to where the code wants it. What was done is noted in the database itself, so a reset, a restore
 * or another database never inherits a note that is not true of it.
 */
export async function provision(options: ProvisionOptions): Promise<void> {
  const notes = new Client({ connectionString: options.databaseUrl });
  await notes.connect();
  try {
    await notes.query(`create schema if not exists satchel_launch`);
    await notes.query(`create table if not exists satchel_launch.note (name text primary key, value text not null)`);
    const { progress } = options;

    await once(notes, 'migrated', sourceHash('backend'), () =>
      progress.step('Preparing the database', (detail) =>
        run('Migrations', medusa(['db:migrate', '--execute-safe-links'], options.backendEnv), { ...options, detail }),
      ),
    );
    if (options.withDemoShop) {
      await once(notes, 'seeded', 'yes', () =>
        progress.step('Filling the shop', (detail) =>
          keepingPictures(options, () =>
            run('Seed', medusa(['exec', './src/scripts/seed.js'], options.backendEnv), { ...options, detail }),
          ),
        ),
      );
    }
    const { adminPassword } = options;
    if (adminPassword !== null) {
      await once(notes, 'admin', ADMIN_EMAIL, () =>
        progress.step('Creating the admin user', (detail) =>
          run('Admin user', medusa(['user', '-e', ADMIN_EMAIL, '-p', adminPassword], options.backendEnv), {
            ...options,
            detail,
          }),
        ),
      );
    }
  } finally {
    await notes.end();
  }
}

async function once(notes: Client, name: string, value: string, run: () => Promise<void>): Promise<void> {
  const { rows } = await notes.query<{ value: string }>('select value from satchel_launch.note where name = $1', [
    name,
  ]);
  if (rows[0]?.value === value) return;
  await run();
  await notes.query(
    `insert into satchel_launch.note (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value`,
    [name, value],
  );
}

function run(
  name: string,
  command: ReturnType<typeof medusa>,
  { logsDir, registry, signal, detail }: ProvisionOptions & Pick<TaskContext, 'detail'>,
): Promise<void> {
  const logFile = join(logsDir, `${name.toLowerCase().replaceAll(' ', '-')}.log`);
  return runTask({ ...command, name, logFile }, { registry, signal, detail });
}
