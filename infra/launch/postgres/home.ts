import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

const SYSTEM_FOLDER = '/var/lib/satchel';
/** Accounts without rights of their own, the best suited first. */
const UNPRIVILEGED = ['postgres', 'nobody'];

export type PostgresHome = {
  /** `bin`, `lib`, `share`. */
  binaries: string;
  data: string;
  owner: { uid: number; gid: number } | undefined;
};

/**
 * Where the server lives and whose it is. A normal user runs it from the packages, with the data in `folder`.
 * PostgreSQL refuses to run as root, so root hands it to an unprivileged account. When that account cannot reach the
 * repository (below /root, say), binaries and data move to /var/lib/satchel and `folder` becomes a link to them.
 */
export function preparePostgresHome({ folder, packaged }: { folder: string; packaged: string }): PostgresHome {
  const owner = process.getuid?.() === 0 ? unprivilegedAccount(folder) : undefined;
  if (owner === undefined) {
    mkdirSync(folder, { recursive: true });
    return { binaries: packaged, data: join(folder, 'data'), owner };
  }
  const home = isReachable(dirname(folder)) ? folder : linkToSystemFolder(folder);
  mkdirSync(home, { recursive: true });
  const data = join(home, 'data');
  mkdirSync(data, { recursive: true, mode: 0o700 });
  chownSync(data, owner.uid, owner.gid);
  return { binaries: isReachable(packaged) ? packaged : copyBinaries(packaged, home), data, owner };
}

/** Removes the data; also where a link points. */
export function removePostgresHome(folder: string): void {
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) {
    rmSync(systemFolderOf(folder), { recursive: true, force: true });
  }
  rmSync(folder, { recursive: true, force: true });
}

/** The repository's owner when root works in somebody's checkout, else a service account. */
function unprivilegedAccount(folder: string): { uid: number; gid: number } {
  const { uid, gid } = statSync(dirname(dirname(folder)));
  if (uid !== 0) return { uid, gid };
  for (const name of UNPRIVILEGED) {
    const account = findAccount(name);
    if (account !== null) return account;
  }
  return { uid: 65534, gid: 65534 };
}

function findAccount(name: string): { uid: number; gid: number } | null {
  try {
    const ask = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }));
    return { uid: ask('-u'), gid: ask('-g') };
  } catch {
    return null; // No such account.
  }
}

/** Whether somebody else may walk into the folder: every folder above lets others pass. */
function isReachable(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

function linkToSystemFolder(folder: string): string {
  const home = systemFolderOf(folder);
  mkdirSync(home, { recursive: true });
  if (lstatSync(folder, { throwIfNoEntry: false }) === undefined) {
    mkdirSync(dirname(folder), { recursive: true });
    symlinkSync(home, folder);
  }
  return home;
}

function systemFolderOf(folder: string): string {
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  return join(SYSTEM_FOLDER, `${basename(folder)}-${hash}`);
}

/** One copy per version of the package. */
function copyBinaries(packaged: string, home: string): string {
  const { version } = JSON.parse(readFileSync(join(packaged, '../package.json'), 'utf8')) as { version: string };
  const copy = join(home, `binaries-${version}`);
  if (existsSync(copy)) return copy;
  const draft = `${copy}.draft`;
  rmSync(draft, { recursive: true, force: true });
  cpSync(packaged, draft, { recursive: true, verbatimSymlinks: true });
  renameSync(draft, copy);
  return copy;
}
