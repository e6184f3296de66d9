import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Builds there are files of, the running one among them. As many as the worker keeps generations, and one for a rollback. */
export const MOST = 4;

const DRAFT = 'draft-';
const AN_HOUR_MS = 60 * 60 * 1000;

const CLIENT = fileURLToPath(new URL('./client', import.meta.url));

/** Before the server listens. A full or read-only disk costs pages of old builds a reload, and nobody the shop. */
export async function keepThisBuild() {
  const dataDirectory = process.env['SATCHEL_DATA_DIR'];
  // Without the variable the shop says so itself and does not start.
  if (!dataDirectory) return;
  await keepBuild({ clientFolder: CLIENT, dataDirectory }).catch((/** @type {unknown} */ error) => {
    process.stderr.write(`The files of this build could not be kept for the next: ${String(error)}\n`);
  });
}

/**
 * Copies the hashed files of the build that starts to where the next builds find them, and forgets the oldest. A page of a
 * build that is gone can then still open what it has not visited yet. Several servers may do it at once.
 * @param {{ clientFolder: string, dataDirectory: string }} places
 */
export async function keepBuild({ clientFolder, dataDirectory }) {
  const source = join(clientFolder, '_app/immutable');
  const names = (await readdir(source, { recursive: true })).sort();
  const name = createHash('sha256').update(names.join('\n')).digest('hex').slice(0, 16);
  const home = join(dataDirectory, 'builds');
  const kept = join(home, name);
  if (!(await isThere(kept))) {
    await mkdir(home, { recursive: true });
    const draft = await mkdtemp(join(home, DRAFT));
    await cp(source, draft, { recursive: true, filter: (path) => !path.endsWith('.gz') });
    // Another server may have been faster, with the same files.
    await rename(draft, kept).catch(() => rm(draft, { recursive: true, force: true }));
  }
  const now = new Date();
  await utimes(kept, now, now);
  await forgetOldest(home, now);
}

/**
 * @param {string} home
 * @param {Date} now
 */
async function forgetOldest(home, now) {
  const builds = await newestFirst(home);
  const drafts = builds.filter(({ name, at }) => isDraft(name) && now.getTime() - at > AN_HOUR_MS);
  const old = builds.filter(({ name }) => !isDraft(name)).slice(MOST);
  for (const { name } of [...drafts, ...old]) await rm(join(home, name), { recursive: true, force: true });
}

/** @param {string} home */
async function newestFirst(home) {
  const names = await readdir(home).catch(() => []);
  const builds = await Promise.all(names.map(async (name) => ({ name, at: await changedAt(join(home, name)) })));
  return builds.sort((a, b) => b.at - a.at);
}

/** @param {string} path */
const changedAt = (path) =>
  stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );

/** @param {string} path */
const isThere = (path) =>
  stat(path).then(
    () => true,
    () => false,
  );

/** @param {string} name */
const isDraft = (name) => name.startsWith(DRAFT);
