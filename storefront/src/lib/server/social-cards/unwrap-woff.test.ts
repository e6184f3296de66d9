import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { unwrapWoff } from './unwrap-woff';

const PATH = '@fontsource/bricolage-grotesque/files/bricolage-grotesque-latin-800-normal.woff';
const readWoff = () => readFile(createRequire(import.meta.url).resolve(PATH));

it('gives every table as it was, where the directory says', async () => {
  const woff = await readWoff();
  const font = unwrapWoff(woff);
  const count = font.readUInt16BE(4);
  expect(count).toBeGreaterThan(8);
  expect(font.length).toBe(woff.readUInt32BE(16));
  for (let index = 0; index < count; index += 1) {
    const entry = 12 + 16 * index;
    const table = font.subarray(font.readUInt32BE(entry + 8)).subarray(0, font.readUInt32BE(entry + 12));
    const name = font.toString('latin1', entry, entry + 4);
    if (name !== 'head') expect([name, checksumOf(table)]).toEqual([name, font.readUInt32BE(entry + 4)]);
  }
});

it('takes nothing else', async () => {
  expect(() => unwrapWoff(Buffer.from('wOF2'))).toThrow('not a WOFF 1 file');
  expect(() => unwrapWoff(Buffer.alloc(0))).toThrow('not a WOFF 1 file');
});

/** Of the font format: the sum of all words of four bytes, zeros appended. */
function checksumOf(table: Buffer): number {
  const padded = Buffer.concat([table, Buffer.alloc(-table.length & 3)]);
  let sum = 0;
  for (let at = 0; at < padded.length; at += 4) sum = (sum + padded.readUInt32BE(at)) >>> 0;
  return sum;
}
