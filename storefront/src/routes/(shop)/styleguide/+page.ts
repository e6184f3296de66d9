import { error } from '@sveltejs/kit';
import type { PageLoad } from './$types';

/** Written so that the build drops the guide: nothing of it goes out to shoppers. */
export const load: PageLoad = async () =>
  import.meta.env.DEV ? { Guide: (await import('./Guide.svelte')).default } : error(404, 'There is no such page');
