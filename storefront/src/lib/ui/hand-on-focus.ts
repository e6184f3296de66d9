import { tick } from 'svelte';
import { OPEN_MODAL } from './open-modal';

/**
 * Attached to what goes away with the button that was pressed in it, such as a message that is closed. Whoever pressed it goes on with
 * the next one, with the dialog it was in, or with the page it lay over.
 */
export function handOnFocus(going: HTMLElement): () => void {
  const place = going.parentElement;
  let isHeld = false;
  const take = () => (isHeld = true);
  // What is taken out of the page gives the focus to nothing.
  const leave = ({ relatedTarget }: FocusEvent) => (isHeld &&= relatedTarget === null);
  going.addEventListener('focusin', take);
  going.addEventListener('focusout', leave);
  return () =>
    void tick().then(() => {
      if (!isHeld || document.activeElement !== document.body) return;
      const next = place?.isConnected ? place.querySelector<HTMLElement>('button') : null;
      const button = next ?? document.querySelector(OPEN_MODAL)?.querySelector('button');
      if (button) button.focus();
      else document.getElementById('content')?.focus({ preventScroll: true });
    });
}
