import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepBuild, MOST } from '../build-config/keep-build.js';

let folder: string;
let dataDirectory: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'satchel-kept-'));
  dataDirectory = join(folder, 'data');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function build(name: string): Promise<string> {
  const clientFolder = join(folder, name);
  await mkdir(join(clientFolder, '_app/immutable/chunks'), { recursive: true });
  for (const ending of ['js', 'js.br', 'js.gz'])
    await writeFile(join(clientFolder, `_app/immutable/chunks/${name}.${ending}`), name);
  return clientFolder;
}

/** What there is of builds, as if each had been kept a minute after the one before. */
let minutes = 0;
async function keep(name: string): Promise<void> {
  await keepBuild({ clientFolder: await build(name), dataDirectory });
  const home = join(dataDirectory, 'builds');
  const at = new Date(Date.now() - 10_000_000 + ++minutes * 60_000);
  for (const entry of await readdir(home)) {
    const files = await readdir(join(home, entry, 'chunks'));
    if (files.includes(`${name}.js`)) await utimes(join(home, entry), at, at);
  }
}

async function keptFiles(): Promise<string[]> {
  const entries = await readdir(join(dataDirectory, 'builds'), { recursive: true });
  return entries.flatMap((entry) => /chunks\/(.*)$/.exec(entry)?.[1] ?? []).sort();
}

test('a build is kept once, packed only the better way', async () => {
  await keep('one');
  await keep('one');
  expect(await keptFiles()).toEqual(['one.js', 'one.js.br']);
});

test('the oldest goes when there are too many, and a rollback makes a build new again', async () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  for (const name of names.slice(0, MOST)) await keep(name);
  await keep('a');
  for (const name of names.slice(MOST)) await keep(name);
  const kept = (await keptFiles()).filter((name) => !name.endsWith('.br'));
  expect(kept).toEqual(['a.js', 'd.js', 'e.js', 'f.js']);
});

test('servers that start together keep one copy and leave no draft behind', async () => {
  const clientFolder = await build('one');
  await Promise.all(Array.from({ length: 5 }, () => keepBuild({ clientFolder, dataDirectory })));
  expect(await readdir(join(dataDirectory, 'builds'))).toHaveLength(1);
});

test('what another server died over is removed when it is old', async () => {
  const draft = join(dataDirectory, 'builds/draft-x-1');
  await mkdir(draft, { recursive: true });
  const longAgo = new Date(Date.now() - 2 * 60 * 60 * 1000);
  await utimes(draft, longAgo, longAgo);
  await keep('one');
  expect((await readdir(join(dataDirectory, 'builds'))).filter((name) => name.startsWith('draft-'))).toEqual([]);
});
