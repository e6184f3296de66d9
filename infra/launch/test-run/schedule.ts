export type Step = {
  name: string;
  /** The steps that have to end first. */
  after: string[];
  /** Measures, or fills the machine by itself: nothing runs beside it. */
  isAlone?: boolean;
};

/** Runs each step as soon as those it waits for have ended, up to `width` at a time; the earlier in the list, the earlier it starts. */
export async function runSteps<S extends Step>(
  steps: S[],
  { width, run }: { width: number; run: (step: S) => Promise<void> },
): Promise<void> {
  const waiting = new Set(steps);
  const running = new Map<S, Promise<void>>();

  const isFree = (name: string) => ![...waiting, ...running.keys()].some((step) => step.name === name);
  const hasRoom = ({ isAlone }: S) =>
    isAlone ? running.size === 0 : running.size < width && ![...running.keys()].some((step) => step.isAlone);

  while (waiting.size > 0 || running.size > 0) {
    for (const step of waiting) {
      if (!hasRoom(step) || !step.after.every(isFree)) continue;
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
