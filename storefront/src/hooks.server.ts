import type { Handle } from '@sveltejs/kit';
import { marketOf } from '$lib/i18n/market';

export const handle: Handle = ({ event, resolve }) => {
  const { language, dir } = marketOf(event.url.pathname);
  return resolve(event, {
    transformPageChunk: ({ html }) => html.replace('%satchel.lang%', language).replace('%satchel.dir%', dir),
  });
};
