/** What a step did. `made` and `kept` count things; the words are for the person who reads the line. */
export type Outcome = { made: number; kept: number };

export type Progress = {
  step(title: string, run: (detail: (text: string) => void) => Promise<Outcome>): Promise<Outcome>;
};

/** One line per step with its time, and at most one more line per five seconds while it runs. */
export function createProgress(write: (line: string) => void, now: () => number): Progress {
  return {
    async step(title, run) {
      const startedAt = now();
      let lastLineAt = startedAt;
      const outcome = await run((text) => {
        if (now() - lastLineAt < 5000) return;
        lastLineAt = now();
        write(`  ${title}: ${text}`);
      });
      const seconds = ((now() - startedAt) / 1000).toFixed(1);
      const what = outcome.made === 0 ? `${outcome.kept} already there` : describe(outcome);
      write(`  ${title}: ${what} (${seconds} s)`);
      return outcome;
    },
  };
}

function describe({ made, kept }: Outcome): string {
  return kept === 0 ? `${made} made` : `${made} made, ${kept} already there`;
}
