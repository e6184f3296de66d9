import { decode } from 'blurhash';

/** Enough for a blur: the browser smooths between the dots. */
const WIDTH = 16;
const HEIGHT = 20;

/** Lists show some pictures in several places. */
const addresses = new Map<string, string>();

/** Puts the blur behind what `element` will show. Its size, and so everything around it, stays as it is. */
export function paintBlur(element: HTMLElement, blurhash: string): void {
  const address = addresses.get(blurhash) ?? draw(blurhash);
  addresses.set(blurhash, address);
  element.style.backgroundImage = `url(${address})`;
  element.style.backgroundSize = '100% 100%';
}

function draw(blurhash: string): string {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser draws on no canvas');
  const pixels = new ImageData(WIDTH, HEIGHT);
  pixels.data.set(decode(blurhash, WIDTH, HEIGHT));
  context.putImageData(pixels, 0, 0);
  return canvas.toDataURL();
}
