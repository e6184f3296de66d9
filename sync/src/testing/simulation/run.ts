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
  /** Histories that were run four times over, see `assertRepeatable`. */
  repeated: number;
  /** How often each thing happened. */
  counts: Record<string, number>;
};

export const newReport = (): SimulationReport => ({ runs: 0, requests: 0, effects: 0, repeated: 0, counts: {} });

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

const TEN_YEARS_MS = 10 * 365 * 24 * 60 * 60 * 1000;

/** Runs histories until one breaks a promise, which throws with the seed and the shortest history that does. */
export async function simulate(options: SimulationOptions, report: SimulationReport): Promise<void> {
  const { runs, seed, path, repeatEvery = 40, isShrunk = true, onRun = () => {} } = options;
  // A simulated death is an error each time; only who looks at one history reads where they came from.
  if (path === undefined) Error.stackTraceLimit = 0;
  let hasFailed = false;
  const property = fc.asyncProperty(histories, fc.nat(), async (setting, worldSeed) => {
    const world = new World({ seed: worldSeed });
    const isRepeated = repeatEvery > 0 && worldSeed % repeatEvery === 0;
    try {
      await world.run(setting);
      if (isRepeated) await assertRepeatable(setting, worldSeed);
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

/**
 * I19, I20: the same history gives the same trace byte for byte when it is run again, on devices whose clocks are ten years
 * off, and on the real store instead of the one in memory.
 */
export async function assertRepeatable(setting: Setting, seed: number): Promise<void> {
  const first = await traceOf(setting, { seed });
  assertSame(first, await traceOf(setting, { seed }), 'I20 run again');
  assertSame(first, await traceOf(setting, { seed, startMs: TEN_YEARS_MS }), 'I19 ten years later');
  assertSame(first, await traceOf(setting, { seed, startMs: -TEN_YEARS_MS }), 'I19 ten years before');
  assertSame(first, await traceOf(setting, { seed, newDisk: (fail): Disk => new RealDisk(fail) }), 'on the real store');
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
