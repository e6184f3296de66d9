import { redirect } from '@sveltejs/kit';
import { browser } from '$app/environment';
import { marketOf } from '$lib/i18n/market';
import { placeOf } from './place-of';
import type { PageLoad } from './$types';

/** Where the system's share sheet leads (`share_target` of the web manifest), with or without a network. */
export const load: PageLoad = async ({ url, parent }) => {
  const { market } = await parent();
  const said = (name: string) => url.searchParams.get(name);
  const place = placeOf({ title: said('title'), text: said('text'), url: said('url') }, url.origin);
  if (browser && marketOf(place).prefix !== market.prefix) {
    // Another market is another page load; this one ends here.
    location.replace(place);
    await new Promise<never>(() => undefined);
  }
  redirect(307, place);
};
