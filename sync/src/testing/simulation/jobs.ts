import { simulate, type SimulationReport } from './run.js';
import type { Patch } from './sources.js';

/** Work for one thread. */
export type Job = {
  kind: 'simulate';
  runs: number;
  seed: number;
  path?: string;
  repeatEvery?: number;
  /** Whether a failure is made as short as possible; it takes a while. */
  isShrunk?: boolean;
  patches?: Patch[];
};

export type JobResult =
  { ok: true; report: SimulationReport } | { ok: false; seed: number; runs: number; failure: string };

const PROGRESS_EVERY = 250;

export async function runJob(job: Job, onProgress: (done: number) => void): Promise<JobResult> {
  let runs = 0;
  const onRun = () => {
    runs += 1;
    if (runs % PROGRESS_EVERY === 0) onProgress(runs);
  };
  try {
    return { ok: true, report: await simulate({ ...job, onRun }) };
  } catch (error) {
    return { ok: false, seed: job.seed, runs, failure: describe(error) };
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? `\n${error.cause.stack ?? error.cause.message}` : '';
  return `${error.message}${cause}`;
}
