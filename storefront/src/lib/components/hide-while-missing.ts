/**
 * An attachment: a picture that is neither on this device nor to be had leaves its place to the colour behind it, without the
 * browser's torn page, and is asked for again when there is a signal. Listeners, not attributes: for those Svelte writes code into the
 * page, which the content security policy forbids. And no state: there are dozens of pictures on a page, and hardly one is missing.
 */
export function hideWhileMissing(img: HTMLImageElement): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  const askAgain = () => img.setAttribute('src', img.getAttribute('src') ?? '');
  const hide = () => {
    img.style.opacity = '0';
    addEventListener('online', askAgain, { once: true, signal });
  };
  img.addEventListener('load', () => (img.style.opacity = ''), { signal });
  img.addEventListener('error', hide, { signal });
  if (img.complete && img.currentSrc !== '' && img.naturalWidth === 0) hide();
  return () => listening.abort();
}
