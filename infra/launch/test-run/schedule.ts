export type Step = {
  name: string;
  /** The steps that have to end first. */
  after: string[];
  /** How many processors it keeps busy, one unless said. `all`: it measures or kills, so nothing runs beside it. */
  cores?: number | 'all';
};

/**
 * Runs each step as soon as those it waits for have ended and enough processors are free; the earlier in the list, the
 * earlier it starts. One that wants more than are free lets later ones go first.
 */
export async function runSteps<S extends Step>(
  steps: S[],
  { cores, run }: { cores: number; run: (step: S) => Promise<void> },
): Promise<void> {
  const waiting = new Set(steps);
  const running = new Map<S, Promise<void>>();

  const isFree = (name: string) => ![...waiting, ...running.keys()].some((step) => step.name === name);
  // A small machine runs one after the other what wants more than it has.
  const need = ({ cores: wanted = 1 }: S) => (wanted === 'all' ? cores : Math.min(wanted, cores));
  const free = () => [...running.keys()].reduce((left, step) => left - need(step), cores);

  while (waiting.size > 0 || running.size > 0) {
    for (const step of waiting) {
      if (need(step) > free() || !step.after.every(isFree)) continue;
      waiting.delete(step);
      running.set(
        step,
        run(step).finally(() => running.delete(step)),
      );
    }
    if (running.size === 0) {
      const names = [...waiting].map(({ name }) => name).join(', ');
      throw new Error(`These steps wait for each other: ${names}.`);
    }
    try {
      await Promise.race(running.values());
    } catch (error) {
      await Promise.allSettled(running.values());
      throw error;
    }
  }
}
