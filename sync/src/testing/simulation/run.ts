import * as fc from 'fast-check';
import { commands } from './commands.js';
import { World } from './world.js';

export type SimulationReport = {
  runs: number;
  seed: number;
  requests: number;
  effects: number;
  counts: Record<string, number>;
};

/** Runs histories until one breaks a promise, which throws with the seed and the shortest history that does. */
export async function simulate({
  runs,
  seed,
  path,
}: {
  runs: number;
  seed: number;
  path?: string;
}): Promise<SimulationReport> {
  const counts = new Map<string, number>();
  let requests = 0;
  let effects = 0;
  const add = (what: string, times: number) => counts.set(what, (counts.get(what) ?? 0) + times);

  await fc.assert(
    fc.asyncProperty(commands, fc.nat(), async (history, worldSeed) => {
      const world = new World(worldSeed);
      await world.run(history);
      requests += world.network.requests;
      effects += world.server.effects.length;
      for (const [what, times] of world.counts) add(what, times);
      for (const [fate, times] of world.network.struck) add(`network ${fate}`, times);
    }),
    { numRuns: runs, seed, ...(path !== undefined && { path }) },
  );
  return { runs, seed, requests, effects, counts: Object.fromEntries([...counts].sort()) };
}
