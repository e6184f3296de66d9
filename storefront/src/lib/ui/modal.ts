import type { Attachment } from 'svelte/attachments';

const TABBABLE = 'a[href], button, input, select, textarea, summary, [tabindex]';
const IS_HEARD = '[aria-live], [role=status], [role=alert]';
const IS_NOTHING = 'script, style, link, template';

/**
 * Attached to an element of the class `veil` with `popover`, a role of a dialog and `aria-modal="true"`: shows it over the page
 * while `isOpen` says so, and calls `close` when the browser closes it (Escape, or the gesture that goes back).
 *
 * `showModal()` of a `<dialog>` makes the whole page inert, which has the browser work out the style of every element of it in one go: up to
 * 170 ms on a phone, between the tap and the open search. This one leaves the page as it is. What it has to do itself: the rest is hidden
 * from screen readers, covered from pointers by the element, and the focus stays inside.
 */
export function modal(isOpen: () => boolean, close: () => void): Attachment<HTMLElement> {
  return (element) => {
    if (!isOpen()) return;
    const opener = document.activeElement;
    const stop = new AbortController();
    const { signal } = stop;
    element.addEventListener(
      'toggle',
      (event) => {
        if (event instanceof ToggleEvent && event.newState === 'closed') close();
      },
      { signal },
    );
    element.addEventListener(
      'click',
      // A click on the element itself, not on what it holds, is a click beside it.
      (event) => event.target === element && close(),
      { signal },
    );
    element.addEventListener('keydown', (event) => turnAround(event, element), { signal });
    document.addEventListener(
      'focusin',
      ({ target }) => {
        if (element.matches(':popover-open') && !element.contains(target as Node)) focusFirst(element);
      },
      { signal },
    );
    document.documentElement.classList.add('is-veiled');
    element.showPopover();
    focusFirst(element);
    const showOthers = hideOthers(element);
    return () => {
      stop.abort();
      showOthers();
      document.documentElement.classList.remove('is-veiled');
      element.hidePopover();
      // The browser gives the focus back where it was inside, which it is not where its button went away with what is closed.
      const isLost = document.activeElement === document.body || element.contains(document.activeElement);
      if (isLost && opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    };
  };
}

/** Behind the last stop comes the first, and before the first the last. */
function turnAround(event: KeyboardEvent, element: HTMLElement): void {
  if (event.key !== 'Tab' || event.altKey || event.ctrlKey || event.metaKey) return;
  const stops = [...element.querySelectorAll<HTMLElement>(TABBABLE)].filter(isStop);
  const [end, start] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
  if (document.activeElement !== end && document.activeElement !== element) return;
  event.preventDefault();
  start?.focus();
}

function focusFirst(element: HTMLElement): void {
  const first = [...element.querySelectorAll<HTMLElement>(TABBABLE)].find(isStop);
  // It covers the screen. To scroll would only have the browser lay out the page before its next frame.
  first?.focus({ preventScroll: true });
}

const isStop = (one: HTMLElement): boolean =>
  one.tabIndex >= 0 && !one.matches(':disabled') && one.checkVisibility({ visibilityProperty: true });

/** What is not on the way to `element` is not there for a screen reader; what is said on the side is still heard. Returns how to undo it. */
function hideOthers(element: HTMLElement): () => void {
  const hidden: Element[] = [];
  for (let on: Element = element; on !== document.body && on.parentElement; on = on.parentElement)
    for (const other of on.parentElement.children)
      if (other !== on && !other.matches(`${IS_HEARD}, ${IS_NOTHING}, [aria-hidden]`)) {
        other.setAttribute('aria-hidden', 'true');
        hidden.push(other);
      }
  return () => hidden.forEach((other) => other.removeAttribute('aria-hidden'));
}
