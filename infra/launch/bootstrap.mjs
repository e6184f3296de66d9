// @ts-check
/**
 * Plain JavaScript, the only such file: it runs before anything is installed, on whatever Node the machine has.
 * It checks that Node, installs the packages when they changed, and hands over to the Node 24 that came with them.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = { major: 20, minor: 19 };
const root = fileURLToPath(new URL('../..', import.meta.url));
const startedAt = Date.now();
const isWindows = process.platform === 'win32';

const [command = 'start', ...args] = process.argv.slice(2);
const entry = join(root, 'infra/launch/commands', `${command.replaceAll(':', '-')}.ts`);

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < OLDEST_NODE.major || (major === OLDEST_NODE.major && minor < OLDEST_NODE.minor)) {
  fail(`Satchel needs Node ${OLDEST_NODE.major}.${OLDEST_NODE.minor} or newer to begin with; this is Node ${process.versions.node}.
Install a current one from https://nodejs.org and run the same command again.`);
}
if (!existsSync(entry)) fail(`There is no command "${command}".`);

await installPackages();
handOver();

/** Runs the pinned pnpm, unless the packages on disk are those of the lockfile. */
async function installPackages() {
  const stampFile = join(root, 'node_modules/.satchel-install');
  const wanted = manifestHash();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted && existsSync(node24())) return;

  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const heartbeat = setInterval(() => say(`  … still installing, ${seconds(startedAt)}`), 15_000);
  say('· Installing packages (the first time this takes a minute or two)');
  /** @type {Buffer[]} */
  const output = [];
  const child = spawn('npx', ['--yes', packageManager, 'install', '--frozen-lockfile', '--reporter=append-only'], {
    cwd: root,
    env: { ...process.env, CI: 'true', COREPACK_ENABLE_STRICT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: isWindows,
  });
  child.stdout.on('data', (chunk) => output.push(chunk));
  child.stderr.on('data', (chunk) => output.push(chunk));
  const code = await new Promise((resolve) => {
    child.once('error', (error) => {
      output.push(Buffer.from(String(error)));
      resolve(1);
    });
    child.once('close', (status, signal) => resolve(signal ? 130 : status));
  });
  clearInterval(heartbeat);
  if (code !== 0) {
    const tail = Buffer.concat(output).toString('utf8').trimEnd().split('\n').slice(-30).join('\n');
    fail(`${tail}\n\nThe packages could not be installed (exit code ${code}). Is the package registry reachable?`);
  }
  writeFileSync(stampFile, wanted);
  say(`✓ Packages installed (${seconds(startedAt)})`);
}

/** Everything `pnpm install` reads. */
function manifestHash() {
  const workspace = readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8');
  const members = [...workspace.matchAll(/^ {2}- ([\w/-]+)$/gm)].map(([, folder]) => `${folder}/package.json`);
  const hash = createHash('sha256');
  for (const file of ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', ...members]) {
    const path = join(root, file);
    hash.update(file).update(existsSync(path) ? readFileSync(path) : '');
  }
  return hash.digest('hex');
}

function handOver() {
  const bin = join(root, 'node_modules/.bin');
  const child = spawn(node24(), [entry, ...args], {
    cwd: root,
    env: {
      ...process.env,
      PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
      SATCHEL_STARTED_AT: String(startedAt),
    },
    // The channel is how the launcher notices that this process was killed.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  if (process.env.npm_lifecycle_event !== undefined) stopWithParent(() => child.kill('SIGTERM'));
  child.once('error', (error) => fail(`Node 24 did not start: ${error.message}`));
  child.once('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}

/**
 * npm runs us in a shell and passes SIGTERM to that shell alone, which dies without a word to us.
 * @param {() => void} stop
 */
function stopWithParent(stop) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, 500);
  timer.unref();
}

function node24() {
  return join(root, 'node_modules/node/bin', isWindows ? 'node.exe' : 'node');
}

/** @param {number} since */
function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}

/** @param {string} text */
function say(text) {
  process.stderr.write(`${text}\n`);
}

/**
 * @param {string} text
 * @returns {never}
 */
function fail(text) {
  say(text);
  process.exit(1);
}
