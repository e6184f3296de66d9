import { simulateCatalog } from './catalog-model.js';
import { exhaust } from './exhaust.js';
import { simulate, type SimulationReport } from './run.js';
import type { Patch } from './sources.js';

/** Work for one thread. */
export type Job = SimulateJob | ExhaustJob | CatalogJob;

type SimulateJob = {
  kind: 'simulate';
  runs: number;
  seed: number;
  path?: string;
  repeatEvery?: number;
  /** Whether a failure is made as short as possible; it takes a while. */
  isShrunk?: boolean;
  patches?: Patch[];
};

/** Every small history whose number leaves that remainder. */
type ExhaustJob = { kind: 'exhaust'; part: number; parts: number; patches?: Patch[] };

type CatalogJob = { kind: 'catalog'; runs: number; seed: number; patches?: Patch[] };

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
    return { ok: true, report: await reportOf(job, onRun) };
  } catch (error) {
    return { ok: false, seed: job.kind === 'exhaust' ? job.part : job.seed, runs, failure: describe(error) };
  }
}

function reportOf(job: Job, onRun: () => void): Promise<SimulationReport> {
  switch (job.kind) {
    case 'simulate':
      return simulate({ ...job, onRun });
    case 'exhaust':
      return exhaust({ ...job, onRun });
    case 'catalog':
      return simulateCatalog({ ...job, onRun });
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? `\n${error.cause.stack ?? error.cause.message}` : '';
  return `${error.message}${cause}`;
}
