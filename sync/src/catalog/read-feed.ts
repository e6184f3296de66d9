import { SyncError } from '../errors.js';
import type { FetchedText, Fetcher } from '../ports/fetcher.js';
import {
  changesSchema,
  manifestSchema,
  shardSchema,
  type Changes,
  type Manifest,
  type Shard,
} from '../protocol/catalog.js';
import { parseMessage } from '../protocol/parse-message.js';

/** The catalog feed of one region, parsed. Rejects with `catalog_unreachable` or `catalog_invalid`. */
export type Feed = {
  manifest(): Promise<Manifest>;
  shard(hash: string): Promise<Shard>;
  changes(cursor: string, taxonomyHash: string): Promise<Changes | 'must-refetch'>;
};

export function readFeed(fetcher: Fetcher, region: string, signal: AbortSignal): Feed {
  const root = `/catalog/${encodeURIComponent(region)}`;

  async function get(path: string): Promise<FetchedText> {
    signal.throwIfAborted();
    try {
      return await fetcher.get(path, signal);
    } catch (error) {
      signal.throwIfAborted();
      throw new SyncError('catalog_unreachable', `no answer from ${path}`, { cause: error });
    }
  }

  return {
    manifest: async () => parse(manifestSchema, await get(`${root}/manifest`)),
    shard: async (hash) => parse(shardSchema, await get(`${root}/shards/${encodeURIComponent(hash)}`)),
    async changes(cursor, taxonomyHash) {
      const query = `cursor=${encodeURIComponent(cursor)}&taxonomy=${encodeURIComponent(taxonomyHash)}`;
      const answer = await get(`${root}/changes?${query}`);
      return answer.status === 410 ? 'must-refetch' : parse(changesSchema, answer);
    },
  };
}

function parse<S extends Parameters<typeof parseMessage>[0]>(schema: S, { status, contentType, body }: FetchedText) {
  if (status !== 200) throw new SyncError('catalog_unreachable', `the catalog answered ${status}`);
  if (!/^application\/([\w.+-]+\+)?json\b/i.test(contentType)) {
    throw new SyncError('catalog_invalid', 'the catalog did not answer JSON');
  }
  const parsed = parseMessage(schema, parseJson(body));
  if (!parsed.ok) throw new SyncError('catalog_invalid', 'the catalog answer is not one', { cause: parsed.cause });
  return parsed.value;
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new SyncError('catalog_invalid', 'the catalog answer was cut short', { cause: error });
  }
}
