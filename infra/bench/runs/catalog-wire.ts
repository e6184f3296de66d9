import { changesSchema, manifestSchema } from 'sync/protocol';
import { toTable, type Row } from '../samples.ts';

/**
 * What a whole catalog weighs on the wire, of a backend that runs: fill it first, e.g. `npm run seed:large -- 10000`.
 * `BACKEND_URL=http://127.0.0.1:9000 npm run bench -- catalog-wire`
 */
const backendUrl = process.env['BACKEND_URL'] ?? 'http://127.0.0.1:9000';
const REGIONS = ['eu', 'us', 'gb'];

const rows: Row[] = [];
for (const region of REGIONS) {
  const address = `${backendUrl}/catalog/${region}`;
  const { text, json } = await read(`${address}/manifest`);
  const manifest = manifestSchema.parse(json);
  const shardBytes = manifest.shards.reduce((sum, shard) => sum + shard.bytes, 0);
  const per = manifest.products === 0 ? 0 : Math.round(shardBytes / manifest.products);
  rows.push({
    what: `${region}: ${manifest.products} products in ${manifest.shards.length} shards, brotli`,
    value: `${inKilobytes(shardBytes)}, ${per} bytes each`,
    target: '10,000 products ≤ 1,500 kB',
  });
  rows.push({ what: `${region}: manifest, not compressed`, value: inKilobytes(Buffer.byteLength(text)) });
  const changes = await read(`${address}/changes?cursor=${manifest.cursor}&limit=100`);
  const { upserts, tombstones } = changesSchema.parse(changes.json);
  rows.push({
    what: `${region}: ${upserts.length + tombstones.length} changes since, not compressed`,
    value: inKilobytes(Buffer.byteLength(changes.text)),
  });
}
process.stdout.write(`${toTable(rows)}\n`);

async function read(url: string): Promise<{ text: string; json: unknown }> {
  const response = await fetch(url);
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`);
  return { text, json: JSON.parse(text) };
}

function inKilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
