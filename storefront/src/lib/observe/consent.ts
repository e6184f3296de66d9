import { recall, remember } from '$lib/offline/remember';

const KEY = 'satchel:observe';
const SEARCHES = 'satchel:count-searches';

export type Consent = 'given' | 'refused' | 'open';

type Signals = { globalPrivacyControl?: boolean; doNotTrack?: string | null };

/** A browser that asks not to be followed has answered for its shopper. */
export const isRefusedByBrowser = ({ globalPrivacyControl, doNotTrack }: Signals): boolean =>
  globalPrivacyControl === true || doNotTrack === '1';

export function consentIn(stored: string | null, browser: Signals): Consent {
  if (isRefusedByBrowser(browser) || stored === 'no') return 'refused';
  return stored === 'yes' ? 'given' : 'open';
}

export const readConsent = (): Consent => consentIn(recall(KEY), navigator as Navigator & Signals);

export type SearchChoice = 'counted' | 'stopped' | 'refused' | 'browser';

/** Searches are counted until somebody says no, here or to everything that is counted: nothing of them is anybody's. */
export function searchChoiceIn(
  stored: { searches: string | null; observe: string | null },
  browser: Signals,
): SearchChoice {
  if (isRefusedByBrowser(browser)) return 'browser';
  if (stored.observe === 'no') return 'refused';
  return stored.searches === 'no' ? 'stopped' : 'counted';
}

export const readSearchChoice = (): SearchChoice =>
  searchChoiceIn({ searches: recall(SEARCHES), observe: recall(KEY) }, navigator);

export const countSearches = (isCounted: boolean): void => remember(SEARCHES, isCounted ? 'yes' : 'no');

/** Heard by what observes, in this tab; others see it with their next page. */
export const CONSENT_CHANGED = 'satchel:consent';

export function giveConsent(isGiven: boolean): void {
  remember(KEY, isGiven ? 'yes' : 'no');
  dispatchEvent(new Event(CONSENT_CHANGED));
}

/** What the shop would observe, written into the page by the server. Empty in a page that began without it. */
export const observed = (): string[] =>
  (document.documentElement.dataset['observes'] ?? '').split(' ').filter(isObserved);

const isObserved = (word: string): boolean => word === 'visits' || word === 'errors';
