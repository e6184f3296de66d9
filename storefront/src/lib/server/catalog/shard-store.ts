import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { ByteCache } from '../backend/byte-cache';
import { createSingleFlight } from '../backend/single-flight';
import { isMissing, storeFile } from '../backend/store-file';
import { unpack, type Feed, type FeedFile } from './feed';

const MEMORY_BYTES = 16 * 1024 * 1024;
const compress = promisify(brotliCompress);

/** A shard is named by its content, so it is asked for once and kept: in memory, on disk, packed. */
export type ShardStore = { get(hash: string, signal: AbortSignal): Promise<FeedFile> };

export function createShardStore(feed: Feed, directory: string): ShardStore {
  const memory = new ByteCache<FeedFile>(MEMORY_BYTES);
  const once = createSingleFlight<FeedFile>();

  const remember = (hash: string, body: Buffer): FeedFile => {
    const file: FeedFile = { body, encoding: 'br' };
    memory.set(hash, file, body.byteLength);
    return file;
  };

  const load = async (hash: string, signal: AbortSignal): Promise<FeedFile> => {
    const path = join(directory, `${hash}.columns.json.br`);
    try {
      return remember(hash, await readFile(path));
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
    const file = await feed.shardFile(hash, signal);
    const body = file.encoding === 'br' ? file.body : await pack(unpack(file));
    await storeFile(path, body);
    return remember(hash, body);
  };

  return { get: async (hash, signal) => memory.get(hash) ?? once(hash, () => load(hash, signal)) };
}

const pack = (body: Buffer): Promise<Buffer> => compress(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } });
