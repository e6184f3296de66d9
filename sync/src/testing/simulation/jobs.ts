import { simulateCatalog } from './catalog-model.js';
import { exhaust } from './exhaust.js';
import { newReport, simulate, type SimulationReport } from './run.js';
import type { Patch } from './sources.js';

/** Work for one thread. */
export type Job = SimulateJob | ExhaustJob | CatalogJob;

export type SimulateJob = {
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
  { ok: true; report: SimulationReport } | { ok: false; report: SimulationReport; seed: number; failure: string };

const PROGRESS_EVERY = 250;

export async function runJob(job: Job, onProgress: (done: number) => void): Promise<JobResult> {
  const report = newReport();
  const onRun = () => {
    if (report.runs % PROGRESS_EVERY === 0) onProgress(report.runs);
  };
  try {
    await run(job, report, onRun);
    return { ok: true, report };
  } catch (error) {
    return { ok: false, report, seed: job.kind === 'exhaust' ? job.part : job.seed, failure: describe(error) };
  }
}

function run(job: Job, report: SimulationReport, onRun: () => void): Promise<void> {
  switch (job.kind) {
    case 'simulate':
      return simulate({ ...job, onRun }, report);
    case 'exhaust':
      return exhaust({ ...job, onRun }, report);
    case 'catalog':
      return simulateCatalog({ ...job, onRun }, report);
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? `\n${error.cause.stack ?? error.cause.message}` : '';
  return `${error.message}${cause}`;
}
