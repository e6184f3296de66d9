import { error } from '@sveltejs/kit';
import { browser } from '$app/environment';

/**
 * A page without its data: in the browser it is a state of the page, which explains itself and can be tried again. From the
 * server it is an answer nobody may keep, so it is a 503.
 */
export function assertReachable(kind: string): void {
  if (kind === 'unavailable' && !browser) error(503, 'The catalog does not answer');
}
