import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { listProducts } from '../list-products.ts';
import { median, toTable, type Row } from '../samples.ts';

/**
 * Lighthouse as the phone of design §6, of a shop that runs: fill it first, e.g. `npm run seed:large -- 1000`. npm fetches
 * Lighthouse for the run, because it is three times as large as all of the shop's own tools.
 * `SHOP_URL=http://localhost:8000 npm run bench -- lighthouse`
 */
const VERSION = '13.5.0';
const ROUNDS = 3;
const PHONE = [
  '--form-factor=mobile',
  '--screenEmulation.width=360',
  '--screenEmulation.height=780',
  '--throttling.cpuSlowdownMultiplier=3.5',
  '--throttling.rttMs=100',
  '--throttling.throughputKbps=9000',
];
const CHROME = '--headless=new --no-sandbox --disable-background-networking';

const run = promisify(execFile);
const resultSchema = z.object({
  categories: z.record(z.string(), z.object({ score: z.number().nullable() })),
  audits: z.record(z.string(), z.object({ numericValue: z.number().optional() })),
  environment: z.object({ benchmarkIndex: z.number() }),
});
type Result = z.infer<typeof resultSchema>;

const shopUrl = process.env['SHOP_URL'] ?? 'http://localhost:8000';
const [first] = await listProducts(shopUrl);
if (!first) throw new Error(`The shop at ${shopUrl} has no products: npm run seed`);

const folder = await mkdtemp(join(tmpdir(), 'satchel-lighthouse-'));
const rows: Row[] = [];
try {
  for (const [name, path] of [
    ['home', '/'],
    ['list', '/products'],
    ['product', `/p/${first.handle}`],
    ['cart', '/cart'],
  ] as const) {
    // Pictures are made when they are first asked for, which is no part of what a shopper waits for afterwards.
    await visit(path);
    const results: Result[] = [];
    for (let round = 0; round < ROUNDS; round++) results.push(await visit(path));
    rows.push(...rowsOf(name, results));
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.stdout.write(`${toTable(rows)}\n`);

async function visit(path: string): Promise<Result> {
  const file = join(folder, 'result.json');
  const args = ['--yes', `lighthouse@${VERSION}`, shopUrl + path, '--quiet', '--output=json', `--output-path=${file}`];
  await run('npx', [...args, ...PHONE, `--chrome-flags=${CHROME}`], {
    env: { ...process.env, CHROME_PATH: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium' },
  });
  return resultSchema.parse(JSON.parse(await readFile(file, 'utf8')));
}

function rowsOf(name: string, results: Result[]): Row[] {
  const score = (category: string) => median(results.map(({ categories }) => categories[category]?.score ?? 0));
  const audit = (id: string) => median(results.map(({ audits }) => audits[id]?.numericValue ?? Number.NaN));
  const scores = ['performance', 'accessibility', 'best-practices', 'seo'].map((id) => score(id).toFixed(2));
  return [
    {
      what: `${name}: Lighthouse performance / accessibility / best practices / SEO`,
      value: scores.join(' / '),
      target: '≥ 0.97 / 1.00 / 1.00 / 1.00',
    },
    {
      what: `${name}: first / largest paint, blocking time, layout shift`,
      value: `${seconds(audit('first-contentful-paint'))} / ${seconds(audit('largest-contentful-paint'))}, ${audit(
        'total-blocking-time',
      ).toFixed(0)} ms, ${audit('cumulative-layout-shift').toFixed(3)}`,
      target: '– / ≤ 1.5 s, ≤ 50 ms, ≤ 0.02',
    },
    {
      what: `${name}: how fast the machine is by Lighthouse (benchmark index)`,
      value: median(results.map(({ environment }) => environment.benchmarkIndex)).toFixed(0),
      target: '–',
    },
  ];
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
