import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Images } from '../images';
import { createSocialCards } from '.';
import type { CardContent } from './draw';

const mug: CardContent = {
  dir: 'ltr',
  title: 'Waxed canvas satchel',
  price: 'from €129.00',
  formerPrice: '€159.00',
  tagline: 'Good things, kept close.',
  image: 'mug.png',
};

let directory: string;
let asked: string[];
let images: Images;

/** One for all: fonts stay known to the process, so their files have to stay, too. */
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'satchel-cards-'));
});

afterAll(() => rm(directory, { recursive: true }));

const cards = () => join(directory, 'og-cache');
const folders = async () => (await readdir(cards())).filter((name) => name !== 'fonts');

beforeEach(async () => {
  asked = [];
  await mkdir(cards(), { recursive: true });
  for (const folder of await folders()) await rm(join(cards(), folder), { recursive: true });
  const picture = await sharp({ create: { width: 800, height: 1000, channels: 3, background: '#c86432' } })
    .webp()
    .toBuffer();
  images = {
    get: async ({ key }) => {
      asked.push(key);
      return picture;
    },
  };
});

const open = () => createSocialCards({ images, dataDirectory: directory });

/** Average colours of the half that a left-to-right card has its picture in, and of the other. */
async function halves(card: Buffer): Promise<number[][]> {
  return Promise.all(
    [0, 680].map(async (left) => {
      const part = await sharp(card).extract({ left, top: 0, width: 520, height: 630 }).toBuffer();
      return (await sharp(part).stats()).channels.map(({ mean }) => Math.round(mean));
    }),
  );
}

describe('social cards', () => {
  it('have the size that is promised, and the picture where reading begins', async () => {
    const card = await open().get(mug);
    expect(await sharp(card).metadata()).toMatchObject({ format: 'jpeg', width: 1200, height: 630 });
    const [start, end] = await halves(card);
    expect(start?.[2]).toBeLessThan(90);
    expect(end?.[2]).toBeGreaterThan(180);
    const [mirroredEnd, mirroredStart] = await halves(await open().get({ ...mug, dir: 'rtl' }));
    expect(mirroredStart?.[2]).toBeLessThan(90);
    expect(mirroredEnd?.[2]).toBeGreaterThan(180);
  });

  it('show the title: another one is another picture', async () => {
    const shop = open();
    const [first, second] = [await shop.get(mug), await shop.get({ ...mug, title: 'Enamel mug' })];
    expect(first.equals(second)).toBe(false);
  });

  it.each([
    ['long', 'Handmade waxed canvas satchel with brass buckles '.repeat(20)],
    ['a single word', 'Donaudampfschifffahrtsgesellschaft'.repeat(10)],
    ['Arabic', 'حقيبة كتف من القماش المشمّع بأبازيم نحاسية'],
    ['markup', '<b>&amp; "quoted" </span>'],
    ['nothing', ''],
    ['no letters', '\u0000🎒'],
  ])('can be drawn when the title is %s', async (_what, title) => {
    const card = await open().get({ ...mug, title, dir: 'rtl' });
    expect(await sharp(card).metadata()).toMatchObject({ width: 1200, height: 630 });
  });

  it('are drawn once, also for those who ask at the same time', async () => {
    const shop = open();
    await Promise.all([shop.get(mug), shop.get(mug)]);
    await open().get(mug);
    expect(asked).toEqual(['mug.png']);
  });

  it('need no picture', async () => {
    await open().get({ ...mug, image: null, price: null, formerPrice: null });
    expect(asked).toEqual([]);
  });

  it('do not fill the disk', async () => {
    await open().get(mug);
    const [folder] = await folders();
    const full = join(cards(), String(folder));
    const [made] = await readdir(full);
    await rm(join(full, String(made)));
    for (let n = 0; n < 9; n += 1) await writeFile(join(full, `${n}.jpg`), 'old');
    await open().get(mug);
    const kept = await readdir(full);
    expect(kept).toHaveLength(4);
    expect(kept).toContain(made);
  });

  it('get their letters back when somebody has cleaned up', async () => {
    const before = await open().get(mug);
    await rm(cards(), { recursive: true });
    expect((await open().get(mug)).equals(before)).toBe(true);
  });
});
