import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startFakeBackend, type FakeBackend } from '../../../../tests/support/fake-backend';
import { createImages } from './index';

let backend: FakeBackend;
let dataDirectory: string;

beforeEach(async () => {
  backend = await startFakeBackend();
  dataDirectory = await mkdtemp(join(tmpdir(), 'satchel-images-'));
});

afterEach(async () => {
  await backend.close();
  await rm(dataDirectory, { recursive: true });
});

const open = () => createImages({ backendUrl: backend.url, dataDirectory });

test('makes a rendition once, however many ask, and keeps it on disk for the days the backend is gone', async () => {
  const images = open();
  const wanted = { key: 'mug.png', width: 320, format: 'avif' } as const;
  const pictures = await Promise.all(Array.from({ length: 8 }, () => images.get(wanted)));
  expect(new Set(pictures).size).toBe(1);
  expect(backend.requests).toEqual(['GET /static/mug.png']);
  const { format, width, height } = await sharp(pictures[0]).metadata();
  expect({ format, width, height }).toEqual({ format: 'heif', width: 320, height: 400 });

  await backend.close();
  expect(await open().get(wanted)).toEqual(pictures[0]);
  const files = (await readdir(join(dataDirectory, 'img-cache'), { recursive: true, withFileTypes: true })).filter(
    (entry) => entry.isFile(),
  );
  expect(files).toHaveLength(1);
});

test('never enlarges', async () => {
  const picture = await open().get({ key: 'mug.png', width: 1600, format: 'webp' });
  expect((await sharp(picture).metadata()).width).toBe(400);
});

test('says what is wrong: no such picture, not a picture, no backend', async () => {
  const images = open();
  await expect(images.get({ key: 'missing.png', width: 320, format: 'jpeg' })).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(images.get({ key: 'broken.png', width: 320, format: 'jpeg' })).rejects.toMatchObject({
    code: 'backend_answer',
  });
  await backend.close();
  await expect(images.get({ key: 'mug.png', width: 320, format: 'jpeg' })).rejects.toMatchObject({
    code: 'backend_unavailable',
  });
  expect(await readdir(dataDirectory)).toEqual([]);
});
