import { navigating } from '$app/state';
import { getI18n } from '$lib/i18n/i18n';
import { catalogKey } from '$lib/i18n/market';
import { readAhead } from '$lib/offline/read-device';
import { getConnection } from '$lib/state';

/** Whoever looks at products taps one of them next: has the device read them before. Call it while a component is made. */
export function keepAtHand(products: () => readonly { handle: string }[]): void {
  const { market } = getI18n();
  const connection = getConnection();
  $effect(() => {
    // A tap has been made: what it asks for comes first.
    if (connection.replicaProgress < 1 || navigating.to) return;
    const shown = new AbortController();
    const handles = products().map(({ handle }) => handle);
    void readAhead(catalogKey(market), handles, shown.signal).catch(() => undefined); // Then the tap reads.
    return () => shown.abort();
  });
}
