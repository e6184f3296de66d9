import { Meilisearch, type Key } from 'meilisearch';
import type { Connection } from '../modules/search-meilisearch/engine';
import { toEngineError } from '../modules/search-meilisearch/errors';

const NAME = 'Satchel: search products';
/** Every version of the index, also the next one. */
const INDEXES = ['product_*'];
const PAGE = 100;

export type SearchKeys = {
  /** A new key; older ones stay valid. */
  create(): Promise<Key>;
  /** All of them, the newest first. */
  list(): Promise<Key[]>;
  /** Ends all but the newest. Returns how many it ended. */
  retireOlder(): Promise<number>;
};

/** Keys for whoever searches without the backend. They read products, and change nothing. */
export function openSearchKeys({ host, masterKey }: Connection): SearchKeys {
  const client = new Meilisearch({ host, apiKey: masterKey, timeout: 10_000 });

  async function list(): Promise<Key[]> {
    const keys: Key[] = [];
    for (let total = 1, offset = 0; offset < total; offset += PAGE) {
      const page = await client.getKeys({ offset, limit: PAGE });
      total = page.total;
      keys.push(...page.results);
    }
    return keys.filter(({ name }) => name === NAME).sort((a, b) => timeOf(b) - timeOf(a));
  }

  const own = <T>(answer: Promise<T>): Promise<T> =>
    answer.catch((error: unknown) => {
      throw toEngineError(error);
    });

  return {
    list: () => own(list()),
    create: () =>
      own(
        client.createKey({
          name: NAME,
          description: 'Searches products. Made by npm run search:key.',
          actions: ['search'],
          indexes: INDEXES,
          expiresAt: null,
        }),
      ),
    async retireOlder() {
      const [, ...older] = await own(list());
      for (const { uid } of older) await own(client.deleteKey(uid));
      return older.length;
    },
  };
}

/** Text or date, whichever the client makes of it. */
const timeOf = ({ createdAt }: Key): number => new Date(createdAt).getTime();
