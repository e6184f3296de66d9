import sharp, { type OverlayOptions } from 'sharp';
import satchel from '../../../../static/icons/satchel.svg?raw';
import { SOCIAL_CARD } from '$lib/components/social-card';
import { excerpt } from '$lib/format/excerpt';
import { BODY_FONT, DISPLAY_FONT } from './fonts';
import { drawText, fitText, type DrawnText } from './text';

/** Everything a card shows; the same content is the same picture. */
export type CardContent = {
  dir: 'ltr' | 'rtl';
  title: string;
  /** As the market writes them. */
  price: string | null;
  formerPrice: string | null;
  tagline: string;
  /** Key of the picture, see `/img`. */
  image: string | null;
};

/** The light theme of the shop, see `app.css`. */
const PAPER = '#f7f2e8';
const LEAF = '#dde7d8';
const LINE = '#8d8672';
const INK = '#15271e';
const SOFT = '#4d5b52';
const BOTTLE = '#0e4f3b';

const { width: WIDTH, height: HEIGHT } = SOCIAL_CARD;
const PICTURE_WIDTH = 520;
const MARGIN = 64;
const TEXT_WIDTH = WIDTH - PICTURE_WIDTH - 2 * MARGIN;
const TITLE = { sizes: [68, 56, 46], height: 236, letters: 110 };
const TITLE_TOP = 178;
const SEAM = 536;

/** Picture on one side, words on the other, in reading direction. `picture` is any size; without one the shop's bag stands there. */
export async function drawCard(content: CardContent, picture: Buffer | null): Promise<Buffer> {
  const { dir, title, price, formerPrice, tagline } = content;
  const style = { font: BODY_FONT, color: INK, width: TEXT_WIDTH, dir };
  const bag = await sharp(Buffer.from(satchel)).resize(56).png().toBuffer();
  const name = await drawText('Satchel', { ...style, font: DISPLAY_FONT, color: BOTTLE, size: 38 });
  const words = await fitText(excerpt(title, TITLE.letters), { ...style, font: DISPLAY_FONT }, TITLE);
  const below = await drawText(tagline, { ...style, color: SOFT, size: 24 });
  const place = placing(dir);

  const layers: OverlayOptions[] = [
    { input: await drawSide(picture), top: 0, left: dir === 'rtl' ? WIDTH - PICTURE_WIDTH : 0 },
    { input: bag, top: MARGIN - 8, left: place(0, 56) },
    place.text(name, { start: 70, top: MARGIN + 8 }),
    place.text(words, { start: 0, top: TITLE_TOP }),
    { input: stitch(), top: SEAM, left: place(0, TEXT_WIDTH) },
    place.text(below, { start: 0, top: SEAM + 24 }),
  ];
  if (price !== null) {
    const now = await drawText(price, { ...style, font: DISPLAY_FONT, color: BOTTLE, size: 46 });
    const top = TITLE_TOP + words.height + 36;
    layers.push(place.text(now, { start: 0, top }));
    if (formerPrice !== null && now.width < TEXT_WIDTH * 0.6) {
      const then = await drawText(formerPrice, { ...style, color: SOFT, size: 28, isStruck: true });
      layers.push(place.text(then, { start: now.width + 22, top: top + now.height - then.height }));
    }
  }
  return sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: PAPER } })
    .composite(layers)
    .jpeg({ quality: 84, mozjpeg: true })
    .toBuffer();
}

/** Left edge of something that begins `start` pixels into the words, whichever side those begin on. */
function placing(dir: 'ltr' | 'rtl') {
  const place = (start: number, width: number): number =>
    Math.max(0, dir === 'rtl' ? WIDTH - PICTURE_WIDTH - MARGIN - start - width : PICTURE_WIDTH + MARGIN + start);
  place.text = ({ picture, width }: DrawnText, { start, top }: { start: number; top: number }): OverlayOptions => ({
    input: picture,
    top,
    left: place(start, width),
  });
  return place;
}

async function drawSide(picture: Buffer | null): Promise<Buffer> {
  const size = { width: PICTURE_WIDTH, height: HEIGHT };
  if (picture)
    return sharp(picture)
      .flatten({ background: LEAF })
      .resize({ ...size, fit: 'cover' })
      .png()
      .toBuffer();
  const bag = await sharp(Buffer.from(satchel), { density: 144 }).resize(300).png().toBuffer();
  return sharp({ create: { ...size, channels: 3, background: LEAF } })
    .composite([{ input: bag, gravity: 'centre' }])
    .png()
    .toBuffer();
}

/** The seam that runs through the shop's pages. */
const stitch = (): Buffer =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${TEXT_WIDTH}" height="3"><path d="M0 1.5h${TEXT_WIDTH}" stroke="${LINE}" stroke-width="3" stroke-dasharray="14 10"/></svg>`,
  );
