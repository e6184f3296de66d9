import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const PAPER = '#f7f2e8';
const BOTTLE = '#0e4f3b';
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

/** What a long press on the app's icon offers; the lines are those of `lib/ui/Icon.svelte`. */
const shortcuts = {
  cart: 'M5 8.5h14l1 8.7a2.5 2.5 0 0 1-2.5 2.8h-11A2.5 2.5 0 0 1 4 17.2zM8.5 8.5V7a3.5 3.5 0 0 1 7 0v1.5M8.5 12.5a3.5 3.5 0 0 0 7 0',
  wishlist: 'M12 19.5 4.9 12.4a4.6 4.6 0 0 1 6.5-6.5l.6.6.6-.6a4.6 4.6 0 0 1 6.5 6.5z',
  new: 'M12 4v4M12 16v4M4 12h4M16 12h4M6.5 6.5l2.6 2.6M14.9 14.9l2.6 2.6M17.5 6.5l-2.6 2.6M9.1 14.9l-2.6 2.6',
};
for (const [name, path] of Object.entries(shortcuts)) {
  const source = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="${path}" fill="none" stroke="${BOTTLE}" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"/></svg>`,
  );
  await draw({ name: `shortcut-${name}.png`, source, size: 96, share: 0.6, background: PAPER });
}
