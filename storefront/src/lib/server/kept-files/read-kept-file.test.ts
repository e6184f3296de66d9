import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readKeptFile } from './read-kept-file';

let dataDirectory: string;

beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'satchel-kept-'));
  for (const [path, text] of [
    ['secret.js', 'secret'],
    ['builds/one/chunks/a.js', 'a'],
    ['builds/one/chunks/a.js.br', 'packed'],
    ['builds/two/chunks/b.css', 'b'],
  ] as const) {
    await mkdir(join(dataDirectory, path, '..'), { recursive: true });
    await writeFile(join(dataDirectory, path), text);
  }
});
afterAll(() => rm(dataDirectory, { recursive: true }));

const read = async (name: string, acceptsBrotli = true, where = dataDirectory) => {
  const file = await readKeptFile(name, { dataDirectory: where, acceptsBrotli });
  return file && [file.bytes.toString(), file.type, file.isPacked];
};

test('of whichever build has it, packed for those who can unpack it', async () => {
  expect(await read('chunks/a.js')).toEqual(['packed', 'text/javascript', true]);
  expect(await read('chunks/a.js', false)).toEqual(['a', 'text/javascript', false]);
  expect(await read('chunks/b.css')).toEqual(['b', 'text/css', false]);
});

test.each([
  'chunks/c.js',
  'chunks/b.css/c.js',
  'chunks',
  '',
  '../../secret.js',
  'chunks/../../../secret.js',
  'chunks/a.js.br',
  'chunks/\0.js',
])('nothing else: %j', async (name) => expect(await read(name)).toBeUndefined());

test('nothing while nothing was ever kept', async () =>
  expect(await read('chunks/a.js', true, join(dataDirectory, 'elsewhere'))).toBeUndefined());
