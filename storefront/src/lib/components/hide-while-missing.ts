/** What is used of one. */
type Img = EventTarget &
  Pick<
    HTMLImageElement,
    'complete' | 'currentSrc' | 'naturalWidth' | 'isConnected' | 'getAttribute' | 'setAttribute'
  > & {
    style: { opacity: string };
  };

/**
 * An attachment: a picture that is neither on this device nor to be had leaves its place to the colour behind it, without the
 * browser's torn page, and is asked for again when there is a signal. Listeners, not attributes: for those Svelte writes code into the
 * page, which the content security policy forbids. And no state: there are dozens of pictures on a page, and hardly one is missing.
 */
export function hideWhileMissing(img: Img): () => void {
  const askAgain = () => img.setAttribute('src', img.getAttribute('src') ?? '');
  const hide = () => {
    // It may fail after its page was left.
    if (!img.isConnected) return;
    img.style.opacity = '0';
    addEventListener('online', askAgain, { once: true });
  };
  img.addEventListener('load', () => (img.style.opacity = ''));
  img.addEventListener('error', hide);
  if (img.complete && img.currentSrc !== '' && img.naturalWidth === 0) hide();
  // What listens to the picture itself goes with it.
  return () => removeEventListener('online', askAgain);
}
