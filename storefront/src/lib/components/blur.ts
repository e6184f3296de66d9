import { decode } from 'blurhash';
import { whenIdle } from '$lib/idle';

/** Enough for a blur: the browser smooths between the dots. */
const WIDTH = 8;
const HEIGHT = 10;

type Blur = { blurhash: string; img: HTMLImageElement };

/** Lists show some pictures in several places. */
const addresses = new Map<string, string>();
const waiting = new WeakMap<HTMLElement, Blur>();
const near = new Map<HTMLElement, Blur>();
let isPainting = false;
let watching: IntersectionObserver | undefined;

/**
 * Puts a blur behind a picture that is on the screen or soon will be, until it is loaded. Its size stays as it is. Nobody has to take it
 * back when a page is left: what has left it is not painted, and a page full of pictures is left at once.
 */
export function blurUntilLoaded(element: HTMLElement, blur: Blur): void {
  watching ??= new IntersectionObserver((entries) => void paintNear(entries), { rootMargin: '50%' });
  waiting.set(element, blur);
  near.delete(element);
  element.style.backgroundImage = '';
  watching.observe(element);
}

/** One in each idle moment: a page of pictures at once would hold the page up. */
async function paintNear(entries: IntersectionObserverEntry[]): Promise<void> {
  for (const { target, isIntersecting } of entries) {
    if (!(target instanceof HTMLElement) || (target.isConnected && !isIntersecting)) continue;
    watching?.unobserve(target);
    const blur = waiting.get(target);
    if (blur && target.isConnected) near.set(target, blur);
  }
  if (isPainting) return;
  isPainting = true;
  try {
    for (const [element, blur] of near) {
      await whenIdle(2_000);
      // The element may show another picture by now.
      if (near.get(element) !== blur) continue;
      near.delete(element);
      if (element.isConnected && !isLoaded(blur.img)) paint(element, blur);
    }
  } finally {
    isPainting = false;
  }
}

function paint(element: HTMLElement, { blurhash, img }: Blur): void {
  const address = addresses.get(blurhash) ?? draw(blurhash);
  addresses.set(blurhash, address);
  element.style.backgroundImage = `url(${address})`;
  element.style.backgroundSize = '100% 100%';
  img.addEventListener('load', () => (element.style.backgroundImage = ''), { once: true });
}

const isLoaded = (img: HTMLImageElement): boolean => img.complete && img.naturalWidth > 0;

let canvas: HTMLCanvasElement | undefined;

function draw(blurhash: string): string {
  canvas ??= Object.assign(document.createElement('canvas'), { width: WIDTH, height: HEIGHT });
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser draws on no canvas');
  const pixels = new ImageData(WIDTH, HEIGHT);
  pixels.data.set(decode(blurhash, WIDTH, HEIGHT));
  context.putImageData(pixels, 0, 0);
  return canvas.toDataURL();
}
