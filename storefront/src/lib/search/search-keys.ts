import { recall, remember } from '../offline/remember';

const KEY = 'satchel:slash';

/**
 * A single key is pressed by accident, and by those who dictate (WCAG 2.1.4): who does not want it switches it off, where the search
 * says that it exists.
 */
export const isSlashOn = (): boolean => recall(KEY) !== 'off';

export const switchSlash = (isOn: boolean): void => remember(KEY, isOn ? 'on' : 'off');

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing' | 'defaultPrevented'>;

/** Ctrl-K or ⌘K anywhere; `/` where nothing is being written. Shift may be held: some keyboards have it there. */
export function asksForSearch(press: Press, { isWriting }: { isWriting: boolean }): boolean {
  const { key, ctrlKey, metaKey, altKey } = press;
  if (press.defaultPrevented || press.isComposing || altKey) return false;
  if (ctrlKey || metaKey) return key.toLowerCase() === 'k';
  return key === '/' && !isWriting && isSlashOn();
}

export const isWritingIn = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, select, textarea'));
