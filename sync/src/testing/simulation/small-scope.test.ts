import { expect, it } from 'vitest';
import { SERVER_POINTS } from '../ledger-server.js';
import { CRASH_POINTS } from './commands.js';
import { runJobs, THREADS } from './pool.js';
import { MOST_INTENTS, smallCaseCount, smallCases } from './small-scope.js';

const count = smallCaseCount();

it(`names all ${count} small histories, each once`, () => {
  expect(new Set([...smallCases()].map((small) => JSON.stringify(small))).size).toBe(count);
});

it(
  `keeps its promises in all ${count} histories of up to ${MOST_INTENTS} intents, two devices and one fault`,
  async () => {
    const jobs = Array.from({ length: THREADS }, (_, part) => ({ kind: 'exhaust' as const, part, parts: THREADS }));
    const results = await runJobs(jobs);
    const struck = new Map<string, number>();
    let runs = 0;
    for (const result of results) {
      if (!result.ok) expect.fail(result.failure);
      runs += result.report.runs;
      for (const [what, times] of Object.entries(result.report.counts))
        struck.set(what, (struck.get(what) ?? 0) + times);
    }
    process.stdout.write(`all ${runs} small histories kept their promises\n`);
    expect(runs).toBe(count);
    // A fault that never struck proves nothing.
    const faults = [
      ...CRASH_POINTS.map((point) => `crash ${point}`),
      ...SERVER_POINTS.map((point) => `network server-crash ${point}`),
      ...['drop-request', 'drop-reply', 'duplicate'].map((fate) => `network ${fate}`),
    ];
    for (const fault of faults) expect(struck.get(fault) ?? 0, fault).toBeGreaterThan(0);
  },
  5 * 60_000,
);
