import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepingPictures } from './drawn-pictures.ts';

let folder: string;
const place = () => ({ uploads: join(folder, 'uploads'), pictures: join(folder, 'pictures') });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'satchel-pictures-'));
  mkdirSync(place().uploads);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('what one seed drew is there when the next begins, though the uploads are gone', async () => {
  await keepingPictures(place(), async () => writeFileSync(join(place().uploads, 'boot-1.jpg'), 'boot'));
  rmSync(place().uploads, { recursive: true });
  let found: string[] = [];
  await keepingPictures(place(), async () => {
    found = readdirSync(place().uploads);
  });
  expect(found).toEqual(['boot-1.jpg']);
});

test("an upload that was there before the seed is the merchant's, and is not kept", async () => {
  writeFileSync(join(place().uploads, 'invoice.pdf'), 'private');
  await keepingPictures(place(), async () => writeFileSync(join(place().uploads, 'boot-1.jpg'), 'boot'));
  expect(readdirSync(place().pictures)).toEqual(['boot-1.jpg']);
});

test('a seed that failed keeps nothing', async () => {
  const failing = keepingPictures(place(), () => Promise.reject(new Error('no database')));
  await expect(failing).rejects.toThrow('no database');
  expect(existsSync(place().pictures)).toBe(false);
});
