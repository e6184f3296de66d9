import { tally, type SimulationReport } from './run.js';
import { settingOf, smallCases } from './small-scope.js';
import { World } from './world.js';

export type ExhaustOptions = { part: number; parts: number; onRun?: () => void };

/** Runs one part of all small histories; the first that breaks a promise throws with what it was. */
export async function exhaust(
  { part, parts, onRun = () => {} }: ExhaustOptions,
  report: SimulationReport,
): Promise<void> {
  // A simulated death is an error each time, and nobody reads where it came from.
  Error.stackTraceLimit = 0;
  let number = -1;
  for (const small of smallCases()) {
    number += 1;
    if (number % parts !== part) continue;
    const world = new World({ seed: number, tabs: 1 });
    await world.run(settingOf(small)).catch((cause: unknown) => {
      throw new Error(`small history ${number}: ${JSON.stringify(small)}`, { cause });
    });
    tally(report, world);
    onRun();
  }
}
