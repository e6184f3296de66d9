const ASKED = 'satchel:asked-to-keep';

/** Asks the browser, once, not to evict what the shopper has put into the bag. Some browsers show a question for it. */
export async function askToKeepStorage(): Promise<void> {
  try {
    if (localStorage.getItem(ASKED) !== null || (await navigator.storage.persisted())) return;
    localStorage.setItem(ASKED, String(await navigator.storage.persist()));
  } catch {
    // No storage manager, or storage is switched off: then there is nothing to keep.
  }
}
