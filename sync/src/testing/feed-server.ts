import type { FetchedText, Fetcher } from '../ports/fetcher.js';
import { bucketOf, type CatalogProduct, type Changes, type Manifest, type Taxonomy } from '../protocol/catalog.js';
import { MAGIC } from '../protocol/version.js';

type Entry = { seq: number; id: string };

/** The catalog feed of one region in memory: snapshots in content-addressed shards, and a log of what changed since. */
export class FeedServer implements Fetcher {
  epoch = 'epoch-1';
  pageSize = 3;
  taxonomy: Taxonomy = { hash: 'taxonomy-1', categories: [], collections: [] };
  /** Every path that was asked for. */
  readonly requests: string[] = [];
  /** Asked before each answer; may throw, or answer in the server's place. */
  intercept: (path: string) => FetchedText | null = () => null;
  #products = new Map<string, CatalogProduct>();
  #log: Entry[] = [];
  #oldestSeq = 0;
  #seq = 0;
  #shards = new Map<string, { bucket: number; products: CatalogProduct[] }>();
  #manifest: Manifest | null = null;

  constructor(readonly buckets = 4) {}

  put(product: CatalogProduct): void {
    this.#products.set(product.id, product);
    this.#log.push({ seq: ++this.#seq, id: product.id });
  }

  remove(id: string): void {
    this.#products.delete(id);
    this.#log.push({ seq: ++this.#seq, id });
  }

  get products(): CatalogProduct[] {
    return [...this.#products.values()];
  }

  /** Makes the snapshot that new devices install. */
  publish(): void {
    const shards = Array.from({ length: this.buckets }, (_, bucket) => {
      const products = this.products.filter((product) => bucketOf(product.id, this.buckets) === bucket);
      const text = JSON.stringify(products);
      const hash = `${bucket}-${bucketOf(text, 2 ** 32)}`;
      this.#shards.set(hash, { bucket, products: structuredClone(products) });
      return { bucket, hash, products: products.length, bytes: text.length };
    });
    this.#manifest = {
      magic: MAGIC,
      region: 'eu',
      currency: 'eur',
      pricesIncludeTax: true,
      epoch: this.epoch,
      snapshotId: `snapshot-${this.#seq}`,
      cursor: String(this.#seq),
      products: this.#products.size,
      shards,
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
    if (pathname === '/catalog/eu/manifest' && this.#manifest) return answer(200, this.#manifest);
    if (pathname === '/catalog/eu/changes')
      return this.#changes(Number(searchParams.get('cursor')), searchParams.get('taxonomy'));
    const shard = this.#shards.get(pathname.slice('/catalog/eu/shards/'.length));
    return shard ? answer(200, shard) : answer(404, {});
  }

  #changes(cursor: number, taxonomyHash: string | null): FetchedText {
    if (cursor < this.#oldestSeq)
      return answer(410, { magic: MAGIC, error: { code: 'must_refetch', message: 'too old' } });
    const rest = this.#log.filter((entry) => entry.seq > cursor);
    const page = rest.slice(0, this.pageSize);
    const ids = [...new Set(page.map((entry) => entry.id))];
    const changes: Changes = {
      magic: MAGIC,
      epoch: this.epoch,
      cursor: String(page.at(-1)?.seq ?? cursor),
      more: rest.length > page.length,
      upserts: ids.flatMap((id) => this.#products.get(id) ?? []),
      tombstones: ids.filter((id) => !this.#products.has(id)),
      ...(taxonomyHash !== this.taxonomy.hash && { taxonomy: this.taxonomy }),
    };
    return answer(200, changes);
  }
}

const answer = (status: number, body: unknown): FetchedText => ({
  status,
  contentType: 'application/json',
  body: JSON.stringify(body),
});
