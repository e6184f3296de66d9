import { expect, it } from 'vitest';
import { SEEDED_BUGS } from './bugs.js';
import type { Job } from './jobs.js';
import { runJobs } from './pool.js';

const MOST_RUNS = 1_500;

it(
  `notices each of ${SEEDED_BUGS.length} seeded bugs`,
  async () => {
    const results = await runJobs(
      SEEDED_BUGS.map(({ model, seed = 1, patches }): Job =>
        model === 'catalog'
          ? { kind: 'catalog', runs: MOST_RUNS, seed, patches }
          : { kind: 'simulate', runs: MOST_RUNS, seed, repeatEvery: 0, patches, isShrunk: false },
      ),
    );
    const caught = SEEDED_BUGS.flatMap(({ name }, index) => {
      const result = results[index];
      return result && !result.ok ? [`${name}: seed ${result.seed}, ${result.report.runs + 1} runs`] : [];
    });
    process.stdout.write(`${caught.join('\n')}\ncaught ${caught.length}/${SEEDED_BUGS.length}\n`);
    expect(caught).toHaveLength(SEEDED_BUGS.length);
    // Without its bug the same model finds nothing, so it was the bug that was caught.
    const [sound] = await runJobs([{ kind: 'catalog', runs: 200, seed: 1 }]);
    expect(sound).toMatchObject({ ok: true });
  },
  10 * 60_000,
);
