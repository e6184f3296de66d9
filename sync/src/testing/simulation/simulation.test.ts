import { expect, it } from 'vitest';
import { CRASH_POINTS, INSTEAD } from './commands.js';
import type { JobResult } from './jobs.js';
import { runJobs, shardsOf } from './pool.js';
import { SERVER_POINTS } from '../ledger-server.js';

/** A test run always tries the same histories; `SIM_SEED`, `SIM_RUNS` and `pnpm sim` try others. */
const seed = Number(process.env['SIM_SEED'] ?? 1);
const runs = Number(process.env['SIM_RUNS'] ?? 20_000);

/** A fault that never struck proves nothing. */
const FAULTS = [
  ...['drop-request', 'drop-reply', 'duplicate', 'delay-request', 'delay-reply', 'hang', 'status-429', ...INSTEAD].map(
    (fate) => `network ${fate}`,
  ),
  ...SERVER_POINTS.map((point) => `network server-crash ${point}`),
  ...CRASH_POINTS.map((point) => `crash ${point}`),
  ...[
    'killed',
    'freeze',
    'thaw',
    'worker',
    'clock jump',
    'power-cut',
    'full',
    'refused: full',
    'file refused',
    'newer build',
    'dismiss',
  ],
  ...['evict', 'backup', 'bring-back', 'clone', 'lose-cookie', 'forsaken', 'sign-in', 'sign-out'],
  ...[
    'stock',
    'gone',
    'price',
    'edit-cart',
    'order',
    'expire',
    'reconciler',
    'server-backup',
    'server-restore',
    'prune',
  ],
  ...['enqueue cart.add', 'enqueue cart.set', 'enqueue cart.remove', 'enqueue cart.promo.add'],
];

it(
  `keeps its promises in ${runs} histories (seed ${seed})`,
  async () => {
    const results = await runJobs(shardsOf(runs, seed));
    for (const result of results) if (!result.ok) expect.fail(`pnpm sim --seed ${result.seed}\n${result.failure}`);
    for (const fault of FAULTS) expect(timesOf(results, fault), fault).toBeGreaterThan(0);
    const repeated = results.reduce((sum, result) => sum + result.report.repeated, 0);
    const onDisk = results.reduce((sum, result) => sum + result.report.onDisk, 0);
    process.stdout.write(`${runs} histories, ${repeated} repeated byte for byte, ${onDisk} on the real store\n`);
    expect(repeated).toBeGreaterThan(0);
    expect(onDisk).toBeGreaterThan(0);
  },
  15 * 60_000,
);

const timesOf = (results: readonly JobResult[], fault: string): number =>
  results.reduce((sum, result) => sum + (result.report.counts[fault] ?? 0), 0);
