import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const PAPER = '#faf7f2';
const folder = new URL('../static/icons/', import.meta.url);

const mark = await readFile(new URL('satchel.svg', folder));
const shape = await readFile(new URL('satchel-mono.svg', folder));

/** The mark in the middle of a square; `share` is the part of it the mark takes. */
async function draw({ name, source, size, share, background }) {
  const inner = Math.round(size * share);
  const drawn = await sharp(source, { density: 300 }).resize(inner, inner).toBuffer();
  await sharp({ create: { width: size, height: size, channels: 4, background } })
    .composite([{ input: drawn }])
    .png({ compressionLevel: 9, palette: true })
    .toFile(fileURLToPath(new URL(name, folder)));
}

const clear = '#00000000';
await draw({ name: 'icon-192.png', source: mark, size: 192, share: 0.92, background: clear });
await draw({ name: 'icon-512.png', source: mark, size: 512, share: 0.92, background: clear });
// A launcher may cut a maskable icon to a circle of 80 % of its width.
await draw({ name: 'maskable-512.png', source: mark, size: 512, share: 0.56, background: PAPER });
await draw({ name: 'mono-512.png', source: shape, size: 512, share: 0.8, background: clear });
await draw({ name: 'apple-touch-icon.png', source: mark, size: 180, share: 0.72, background: PAPER });
