import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import {
  PACKED_SHARD,
  changesSchema,
  manifestSchema,
  packedShardSchema,
  unpackShard,
  type Changes,
  type Manifest,
  type Shard,
} from 'sync/protocol';
import * as z from 'zod/mini';
import { getRaw, type RawAnswer } from '../backend/get';
import { StorefrontError } from '../errors';

const MAX_BYTES = 32 * 1024 * 1024;
const TIMEOUT_MS = 10_000;

/** What a feed answer may carry on to a browser. */
export type FeedFile = { body: Buffer; encoding: 'br' | 'gzip' | 'identity' };

export type Feed = {
  manifest(signal: AbortSignal): Promise<Manifest>;
  changes(cursor: string, taxonomyHash: string, signal: AbortSignal): Promise<Changes>;
  /** By columns, see `packedShardSchema`. */
  shardFile(hash: string, signal: AbortSignal): Promise<FeedFile>;
  /** The backend's answer as it is, for passing on. `path` starts after the region. */
  raw(path: string, signal: AbortSignal): Promise<RawAnswer>;
};

/** The catalog feed of one region, as every device reads it. */
export function createFeed(backendUrl: string, region: string): Feed {
  const raw = (path: string, signal: AbortSignal) =>
    getRaw(`${backendUrl}/catalog/${region}/${path}`, {
      maxBytes: MAX_BYTES,
      timeoutMs: TIMEOUT_MS,
      signal,
      headers: { accept: 'application/json', 'accept-encoding': 'br, gzip' },
    });
  const good = async (path: string, signal: AbortSignal) => fileOf(await raw(path, signal), path);

  return {
    raw,
    shardFile: (hash, signal) => good(`shards/${hash}?format=${PACKED_SHARD}`, signal),
    manifest: async (signal) => read(manifestSchema, await good('manifest', signal)),
    changes: async (cursor, taxonomyHash, signal) =>
      read(changesSchema, await good(`changes?${new URLSearchParams({ cursor, taxonomy: taxonomyHash })}`, signal)),
  };
}

export const readShard = (file: FeedFile): Shard => unpackShard(read(packedShardSchema, file));

function read<Schema extends z.ZodMiniType>(schema: Schema, file: FeedFile): z.output<Schema> {
  const parsed = z.safeParse(schema, JSON.parse(unpack(file).toString('utf8')));
  if (parsed.success) return parsed.data;
  throw new StorefrontError('backend_answer', 'The catalog feed sent something else', { cause: parsed.error });
}

export function unpack({ body, encoding }: FeedFile): Buffer {
  if (encoding === 'br') return brotliDecompressSync(body);
  return encoding === 'gzip' ? gunzipSync(body) : body;
}

function fileOf({ status, headers, body }: RawAnswer, path: string): FeedFile {
  if (status === 200) return { body, encoding: encodingOf(headers['content-encoding']) };
  if (status === 410) throw new StorefrontError('must_refetch', 'The catalog cursor is of another time');
  if (status === 404) throw new StorefrontError('not_found', `The catalog feed has no ${path}`);
  throw new StorefrontError('backend_unavailable', `The catalog feed answered ${status} to ${path}`);
}

export function encodingOf(header: string | undefined): FeedFile['encoding'] {
  if (header === undefined || header === 'identity') return 'identity';
  if (header === 'br' || header === 'gzip') return header;
  throw new StorefrontError('backend_answer', `The catalog feed sent the unknown encoding ${header}`);
}
