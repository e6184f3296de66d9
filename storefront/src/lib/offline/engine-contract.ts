import type {
  CartLine,
  CartTotals,
  CatalogImage,
  CatalogProduct,
  CatalogVariant,
  Intent,
  Money,
  Notice,
  Taxonomy,
} from 'sync/protocol';

export type LineHint = {
  productId: string;
  productTitle: string;
  productHandle: string;
  variantTitle: string | null;
  image: string | null;
  unitPrice: Money | null;
};

export type ViewLine = {
  variantId: string;
  quantity: number;
  rev: number;
  pending: boolean;
  estimated: boolean;
} & Omit<CartLine, 'quantity' | 'rev' | 'variantId'>;

export type CartView = {
  region: string;
  lines: ViewLine[];
  count: number;
  totals: CartTotals | null;
  /** Totals are missing or lines are pending: what is shown was computed here and is display only. */
  estimated: boolean;
  estimatedItemTotal: Money | null;
  settled: boolean;
};

export type SyncStatus = {
  /** `local`: saved on this device, not sent yet. */
  state: 'saved' | 'local' | 'sending' | 'attention';
  pending: number;
  reason: null | 'offline' | 'server' | 'busy' | 'sign-in' | 'update-needed' | 'storage';
};

export type DrainOutcome = { kind: string };

export type Engine = {
  enqueue(intent: Intent, hint?: LineHint): Promise<void>;
  cart(listener: (view: CartView) => void): () => void;
  status(listener: (status: SyncStatus) => void): () => void;
  notices(listener: (notices: Notice[]) => void): () => void;
  dismissNotice(id: string): Promise<void>;
  drain(): Promise<DrainOutcome>;
  close(): void;
};

export type ProductCard = {
  id: string;
  handle: string;
  title: string;
  subtitle: string | null;
  image: CatalogImage | null;
  image2: CatalogImage | null;
  price: number | null;
  compareAt: number | null;
  priceVaries: boolean;
  availability: string;
  swatches: string[];
  categories: string[];
  collection: string | null;
  tags: string[];
  rating: CatalogProduct['rating'];
  createdAt: number;
};

export type CardQuery = {
  category?: string | undefined;
  collection?: string | undefined;
  sort: 'featured' | 'newest' | 'price-asc' | 'price-desc' | 'title';
  offset: number;
  limit: number;
};

export type CardPage = { cards: ProductCard[]; total: number };

export type Catalog = {
  state(): Promise<'empty' | 'installing' | 'ready'>;
  install(options?: { onProgress?: (progress: number) => void }): Promise<void>;
  update(): Promise<{ upserts: number; tombstones: number }>;
  product(handle: string): Promise<CatalogProduct | undefined>;
  list(query: CardQuery): Promise<CardPage>;
  taxonomy(): Promise<Taxonomy | undefined>;
  variant(id: string): Promise<{ product: CatalogProduct; variant: CatalogVariant } | undefined>;
  meta(): Promise<{ currency: string; pricesIncludeTax: boolean } | undefined>;
};
