import type { Env } from '../env';

/** Who holds the indexes: ours always, so that Meilisearch is switched on and off without a migration. */
export const SEARCH_PROVIDER = 'search-meilisearch';

export function searchProviders({ MEILISEARCH_HOST: host, MEILISEARCH_MASTER_KEY: masterKey }: Env) {
  // The words of a document are comparable before they come to the database: `simple` leaves them as they are.
  const postgres = { language: 'simple' };
  return [
    // Only for its tables: ours holds an instance of its own.
    { resolve: '@medusajs/medusa/search-postgres', id: 'postgres', options: postgres },
    {
      resolve: './src/modules/search-meilisearch',
      id: 'meilisearch',
      options: { meilisearch: host && masterKey ? { host, masterKey } : null, postgres },
    },
  ];
}
