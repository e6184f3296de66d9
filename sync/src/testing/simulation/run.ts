import * as fc from 'fast-check';
import { histories, type Setting } from './commands.js';
import type { Disk } from './database.js';
import { RealDisk } from './real-disk.js';
import { World, type WorldOptions } from './world.js';

/** Counts on until the first history that fails; what is tried to shorten that one is not counted. */
export type SimulationReport = {
  runs: number;
  requests: number;
  effects: number;
  /** Histories that were repeated byte for byte, and those of them that ran on the real store. */
  repeated: number;
  onDisk: number;
  /** How often each thing happened. */
  counts: Record<string, number>;
};

export const newReport = (): SimulationReport => ({
  runs: 0,
  requests: 0,
  effects: 0,
  repeated: 0,
  onDisk: 0,
  counts: {},
});

export function tally(report: SimulationReport, world: World): void {
  report.runs += 1;
  report.requests += world.network.requests;
  report.effects += world.server.effects.length;
  for (const [what, times] of world.counts) report.counts[what] = (report.counts[what] ?? 0) + times;
}

export type SimulationOptions = {
  runs: number;
  seed: number;
  path?: string | undefined;
  /** One history in so many is repeated in other circumstances; 0 for none. */
  repeatEvery?: number;
  isShrunk?: boolean;
  onRun?: () => void;
};

/** Of the histories that are repeated, one in so many runs on the real store too, which takes ten times as long. */
const REAL_STORE_EVERY = 10;
const TEN_YEARS_MS = 10 * 365 * 24 * 60 * 60 * 1000;

/** Runs histories until one breaks a promise, which throws with the seed and the shortest history that does. */
export async function simulate(options: SimulationOptions, report: SimulationReport): Promise<void> {
  const { runs, seed, path, repeatEvery = 40, isShrunk = true, onRun = () => {} } = options;
  // A simulated death is an error each time; only who looks at one history reads where they came from.
  if (path === undefined) Error.stackTraceLimit = 0;
  let hasFailed = false;
  const property = fc.asyncProperty(histories, fc.nat(), async (setting, worldSeed) => {
    const isRepeated = repeatEvery > 0 && worldSeed % repeatEvery === 0;
    const trace: string[] = [];
    const world = new World({ seed: worldSeed, ...(isRepeated && { onTrace: (line) => trace.push(line) }) });
    try {
      await world.run(setting);
      if (isRepeated) await assertSameAgain(trace, setting, worldSeed);
      if (isRepeated && worldSeed % (repeatEvery * REAL_STORE_EVERY) === 0) {
        await assertSameOnDisk(trace, setting, worldSeed);
        report.onDisk += hasFailed ? 0 : 1;
      }
    } catch (error) {
      hasFailed = true;
      throw error;
    }
    if (hasFailed) return;
    tally(report, world);
    if (isRepeated) report.repeated += 1;
    onRun();
  });
  await fc.assert(property, { numRuns: runs, seed, endOnFailure: !isShrunk, ...(path !== undefined && { path }) });
}

/** I19, I20: the same history gives the same trace byte for byte when it is run again, and when clocks are ten years off. */
async function assertSameAgain(trace: readonly string[], setting: Setting, seed: number): Promise<void> {
  assertSame(trace, await traceOf(setting, { seed }), 'I20 run again');
  assertSame(trace, await traceOf(setting, { seed, startMs: TEN_YEARS_MS }), 'I19 ten years later');
  assertSame(trace, await traceOf(setting, { seed, startMs: -TEN_YEARS_MS }), 'I19 ten years before');
}

/** And the same on the real store instead of the one in memory. */
async function assertSameOnDisk(trace: readonly string[], setting: Setting, seed: number): Promise<void> {
  assertSame(trace, await traceOf(setting, { seed, newDisk: (fail): Disk => new RealDisk(fail) }), 'on the real store');
}

async function traceOf(setting: Setting, options: Omit<WorldOptions, 'onTrace'>): Promise<string[]> {
  const trace: string[] = [];
  await new World({ ...options, onTrace: (line) => trace.push(line) }).run(setting);
  return trace;
}

function assertSame(expected: readonly string[], actual: readonly string[], how: string): void {
  const index = expected.findIndex((line, at) => line !== actual[at]);
  if (index === -1 && expected.length === actual.length) return;
  const at = index === -1 ? expected.length : index;
  throw new Error(`${how} it differs at step ${at}:\n  ${expected[at] ?? 'the end'}\n  ${actual[at] ?? 'the end'}`);
}
