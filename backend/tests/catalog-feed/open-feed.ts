import { openTestStack, type TestDatabase, type TestServer, type TestStack } from 'launch/test-stack';
import { Client } from 'pg';
import { signInAdmin, type AdminApi } from '../admin-api.ts';
import { openReader, type FeedReader } from './reader.ts';
import { createFeedShop, type FeedShop } from './shop.ts';

export type Feed = {
  stack: TestStack;
  database: TestDatabase;
  backend: TestServer;
  admin: AdminApi;
  shop: FeedShop;
  reader: FeedReader;
  sql: Client;
  close(): Promise<void>;
};

/** A backend on a database of its own, with the test shop already in the feed. */
export async function openFeed(env: Record<string, string> = {}): Promise<Feed> {
  const stack = await openTestStack();
  const database = await stack.createDatabase();
  const backend = await stack.startBackend({ database, env });
  const admin = await signInAdmin(backend.url, stack.admin);
  const shop = await createFeedShop(admin);
  const sql = new Client({ connectionString: database.url, application_name: 'tests' });
  await sql.connect();
  await published(backend.url, shop.region);
  const reader = await openReader(backend.url, shop.region);
  await reader.until(() => isStocked(reader, shop.shirt.id) && isStocked(reader, shop.mug.id));
  return {
    stack,
    database,
    backend,
    admin,
    shop,
    reader,
    sql,
    async close() {
      await sql.end();
      await stack.close();
    },
  };
}

function isStocked(reader: FeedReader, productId: string): boolean {
  return reader.products.get(productId)?.variants.every(({ availability }) => availability === 'in') ?? false;
}

/** Resolves when the region has a catalog. */
export async function published(backendUrl: string, region: string): Promise<void> {
  const deadline = performance.now() + 30_000;
  while ((await fetch(`${backendUrl}/catalog/${region}/manifest`)).status !== 200) {
    if (performance.now() > deadline) throw new Error(`No manifest of ${region} within 30 s.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
