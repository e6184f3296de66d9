import type { FetchedText, Fetcher } from '../ports/fetcher.js';
import {
  bucketOf,
  changesSchema,
  manifestSchema,
  productsSchema,
  type CatalogProduct,
  type Manifest,
  type Taxonomy,
} from '../protocol/catalog.js';
import { PACKED_SHARD, packShard } from '../protocol/packed-shard.js';
import { parseMessage } from '../protocol/parse-message.js';
import { productDigest } from '../protocol/product-digest.js';
import { MAGIC } from '../protocol/version.js';

const MOST_WANTED = 100;

/**
 * The catalog feed of one region in memory: snapshots in content-addressed shards, and of each product only where it changed last.
 * As strict as the real one: a question it does not know is a 400, an answer that does not fit the protocol is a bug here.
 */
export class FeedServer implements Fetcher {
  epoch = 'epoch-1';
  pageSize = 3;
  taxonomy: Taxonomy = { hash: 'taxonomy-1', categories: [], collections: [] };
  /** What a release of before offers: plain shards only. */
  isOld = false;
  /** Every path that was asked for. */
  readonly requests: string[] = [];
  /** Asked before each answer; may throw, or answer in the server's place. */
  intercept: (path: string) => FetchedText | null = () => null;
  #documents = new Map<string, { seq: number; product: CatalogProduct | null }>();
  #oldestSeq = 0;
  #seq = 0;
  #shards = new Map<string, { bucket: number; products: CatalogProduct[] }>();
  #manifest: Manifest | null = null;

  constructor(
    readonly buckets = 4,
    readonly region = 'eu',
  ) {}

  put(product: CatalogProduct): void {
    this.#documents.set(product.id, { seq: ++this.#seq, product });
  }

  remove(id: string): void {
    if (this.#documents.get(id)?.product) this.#documents.set(id, { seq: ++this.#seq, product: null });
  }

  get products(): CatalogProduct[] {
    return [...this.#documents.values()].flatMap(({ product }) => product ?? []);
  }

  /** Makes the snapshot that new devices install. */
  publish(): void {
    const products = this.products.sort((a, b) => (a.id < b.id ? -1 : 1));
    const byBucket = Array.from({ length: this.buckets }, (): CatalogProduct[] => []);
    for (const product of products) byBucket[bucketOf(product.id, this.buckets)]?.push(product);
    const shards = byBucket.map((own, bucket) => {
      const text = JSON.stringify(own);
      const hash = `${bucket}-${bucketOf(text, 2 ** 32)}`;
      this.#shards.set(hash, { bucket, products: own });
      return { bucket, hash, products: own.length, bytes: text.length };
    });
    this.#manifest = {
      magic: MAGIC,
      region: this.region,
      currency: 'eur',
      pricesIncludeTax: true,
      epoch: this.epoch,
      snapshotId: `snapshot-${this.#seq}`,
      cursor: this.#cursorAt(this.#seq),
      products: products.length,
      shards,
      ...(!this.isOld && { shardFormats: [PACKED_SHARD] }),
      taxonomy: this.taxonomy,
    };
  }

  /** Forgets changes, so that older cursors have to start again. */
  forgetLog(): void {
    this.#oldestSeq = this.#seq;
  }

  async get(path: string): Promise<FetchedText> {
    this.requests.push(path);
    const instead = this.intercept(path);
    if (instead) return instead;
    const { pathname, searchParams } = new URL(path, 'http://feed');
    const root = `/catalog/${this.region}/`;
    if (!pathname.startsWith(root)) return refuse(404, 'unknown_region');
    const [kind = '', name = ''] = pathname.slice(root.length).split('/');
    if (kind === 'manifest') return this.#manifest ? answer(manifestSchema, this.#manifest) : refuse(503, 'building');
    if (kind === 'shards') return this.#shard(decodeURIComponent(name), searchParams.get('format'));
    if (kind === 'changes') return this.#changes(searchParams);
    if (kind === 'products' && !this.isOld) return this.#some(searchParams);
    return refuse(404, 'unknown_path');
  }

  #shard(hash: string, format: string | null): FetchedText {
    const shard = this.#shards.get(hash);
    if (!shard) return refuse(404, 'unknown_shard');
    return json(200, format === String(PACKED_SHARD) && !this.isOld ? packShard(shard) : shard);
  }

  #changes(search: URLSearchParams): FetchedText {
    const [epoch, position] = (search.get('cursor') ?? '').split('~');
    const cursor = Number(position);
    if (!position || !Number.isInteger(cursor)) return refuse(400, 'invalid_cursor');
    if (epoch !== this.epoch || cursor < this.#oldestSeq) return refuse(410, 'must_refetch');
    if (cursor > this.#seq) throw new RangeError('a cursor from the future: nobody was given it');
    const rest = [...this.#documents].filter(([, { seq }]) => seq > cursor).sort(([, a], [, b]) => a.seq - b.seq);
    const page = rest.slice(0, this.pageSize);
    const more = rest.length > page.length;
    return answer(changesSchema, {
      magic: MAGIC,
      epoch: this.epoch,
      cursor: this.#cursorAt(page.at(-1)?.[1].seq ?? cursor),
      more,
      upserts: page.flatMap(([, { product }]) => product ?? []),
      tombstones: page.flatMap(([id, { product }]) => (product ? [] : [id])),
      ...(search.get('taxonomy') !== this.taxonomy.hash && { taxonomy: this.taxonomy }),
      ...(search.get('digest') === '1' && !more && !this.isOld && { digest: this.#digest() }),
    });
  }

  #some(search: URLSearchParams): FetchedText {
    const list = (name: string) => search.get(name)?.split(',') ?? [];
    const [ids, handles, category] = [list('id'), list('handle'), search.get('category')];
    if (ids.length + handles.length > MOST_WANTED) return refuse(400, 'invalid_ids');
    if (ids.length + handles.length === 0 && category === null) return refuse(400, 'invalid_ids');
    const products = this.products.filter(
      ({ id, handle, categories }) =>
        ids.includes(id) || handles.includes(handle) || (category !== null && categories.includes(category)),
    );
    const limit = Number(search.get('limit') ?? MOST_WANTED);
    return answer(productsSchema, { magic: MAGIC, epoch: this.epoch, products: products.slice(0, limit) });
  }

  #digest() {
    const products = this.products;
    return { products: products.length, sum: products.reduce((sum, product) => sum + productDigest(product), 0) };
  }

  #cursorAt(seq: number): string {
    return `${this.epoch}~${seq}`;
  }
}

function answer(schema: Parameters<typeof parseMessage>[0], body: unknown): FetchedText {
  const parsed = parseMessage(schema, body);
  if (!parsed.ok) throw new TypeError('the feed server would answer what the protocol does not have', parsed);
  return json(200, body);
}

const refuse = (status: number, code: string): FetchedText =>
  json(status, { magic: MAGIC, error: { code, message: code } });

const json = (status: number, body: unknown): FetchedText => ({
  status,
  contentType: 'application/json',
  body: JSON.stringify(body),
});
